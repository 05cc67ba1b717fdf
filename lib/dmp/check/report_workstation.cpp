#include <ranges>

#include "dmp/base/listed.hpp"
#include "dmp/check/detail/report.hpp"
#include "dmp/render/lines.hpp"

namespace dmp::check {
namespace {

std::string reason(const Error& error, const Wording& wording) {
  return wording.text(error.id, error.args);
}

/// The parts that are known, with commas between them.
std::string describe(const model::CardIdentity& card, const Wording& wording) {
  if (card.generation == model::CardGeneration::other) {
    return wording.text("card.kind.other");
  }
  const auto types =
      listed(card.types | std::views::transform([](auto type) { return to_string(type); }), "/");
  const auto gap = card.given_names.empty() || card.family_name.empty() ? "" : " ";
  std::string out(to_string(card.generation));
  for (const auto& part : {types, card.number, card.given_names + gap + card.family_name,
                           card.ends_at ? wording.text("check.workstation.until",
                                                       {arg_day("date", date_of(*card.ends_at))})
                                        : std::string()}) {
    out += part.empty() ? "" : ", " + part;
  }
  return out;
}

std::string describe(const model::ReaderFacts& reader, const Wording& wording) {
  return reader.error  ? reason(*reader.error, wording)
         : reader.card ? describe(*reader.card, wording)
                       : wording.text("check.workstation.empty");
}

std::string describe(const model::PortalFacts& portal, const Wording& wording) {
  Args args = {arg("place", model::place_of(portal))};
  if (!portal.error) {
    return wording.text("check.workstation.reached", args);
  }
  args.push_back(arg("reason", reason(*portal.error, wording)));
  return wording.text("check.workstation.not-reached", args);
}

}  // namespace

std::string detail::workstation_to_text(const model::WorkstationFacts& facts,
                                        const Wording& wording) {
  render::Lines lines(wording);
  lines.say("check.workstation.title");
  const auto say = [&](std::string_view id, const Args& args = {}, std::size_t indent = 2) {
    lines.add(wording.text(id, args), indent);
  };
  if (facts.service_error) {
    say("check.workstation.no-service", {arg("reason", reason(*facts.service_error, wording))});
  } else {
    say("check.workstation.service");
    if (facts.readers.empty()) {
      say("check.workstation.no-reader");
    }
  }
  for (const auto& reader : facts.readers) {
    say("check.workstation.reader",
        {arg("reader", reader.name), arg("card", describe(reader, wording))});
    for (const auto& doubt : reader.card ? reader.card->doubts : std::vector<std::string>()) {
      say("check.workstation.doubt", {arg_text("doubt", doubt)}, 4);
    }
  }
  for (const auto& need : facts.needs) {
    Args args = {arg("folder", need.path)};
    args.push_back(need.error ? arg("state", reason(*need.error, wording))
                              : arg_text("state", "check.workstation.met"));
    say("check.workstation." + std::string(to_string(need.need)), args);
  }
  if (facts.portal) {
    lines.add(describe(*facts.portal, wording), 2);
  }
  say("check.workstation.time", {arg("now", format_instant(facts.now))});
  return lines.text();
}

}  // namespace dmp::check
