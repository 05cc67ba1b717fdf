#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"
#include "dmp/check/check.hpp"

/// What can be done today, by whom: the same act of many sites once.
namespace dmp::check::detail {

using SiteList = std::vector<const model::SiteReadiness*>;

/// Act is one thing to do, for some sites or, where there are none, for the group as a whole.
struct Act {
  const model::Step* step;  ///< Of those that are the same but for their day, the most urgent.
  SiteList sites;
};

/// Actor is somebody who has to act, or several in the same part.
struct Actor {
  std::string_view id;  ///< "step.actor.representative".
  std::vector<Act> acts;
  SiteList sites;          ///< Those of the acts, each once.
  bool for_group = false;  ///< One of the acts is for the group as a whole.
};

struct Agenda {
  std::vector<Actor> actors;  ///< Those whom a reader can move first, ANS last.
  std::vector<model::Stage>
      later;  ///< Of what waits for these acts, or for its day, in their order.
};

/// Which steps an agenda is made of: those that can be done today, or all.
enum class Which { today, all };

/// agenda_of points into the outcome.
Agenda agenda_of(const Outcome& outcome, Which which = Which::today);

/// actor_words are a heading: "Legal representatives of 9 sites".
std::string actor_words(const Actor& actor, const Wording& wording);
/// act_words say what is to be done, with which form, for which sites, as they are named, sent
/// where, by when.
std::string act_words(const model::Step& step, std::string_view sites, const Wording& wording);
/// later_words are the stages that follow: "authorisation → order".
std::string later_words(const Agenda& agenda, const Wording& wording);

/// summary_word says in a sentence how many sites can order, and how many things block the others.
std::string summary_word(const Outcome& outcome, const Wording& wording);

}  // namespace dmp::check::detail
