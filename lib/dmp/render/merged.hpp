#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/finding.hpp"
#include "dmp/base/text.hpp"
#include "dmp/render/table.hpp"

// The same finding of many sites, once.
namespace dmp::render {

/// Merged is what one rule says in the same words of one place or of several.
struct Merged {
  std::vector<const Finding*> findings;  ///< At least one, in their order.
  std::string message;

  [[nodiscard]] const Finding& first() const { return *findings.front(); }
};

/// merged puts findings of the same rule with the same message together: errors first, then
/// warnings and remarks, then what is accepted, each in the order in which they come. The findings
/// outlive the result.
std::vector<Merged> merged(const Findings& findings, const Wording& wording);

/// standing_word says how severe a finding is, or that it is accepted.
std::string standing_word(const Finding& finding, const Wording& wording);
/// colour_of is that of a finding which counts; an accepted one has none.
Colour colour_of(const Finding& finding);

/// whose says what a finding is about: its site, or the file where it names none.
std::string_view whose(const Finding& finding);

/// some_of lists names with commas, the first ten of them and how many more sites there are, unless
/// the style says all.
std::string some_of(const std::vector<std::string_view>& names, const TextStyle& style);

/// Shortened is a text, and whether something was left out of it.
struct Shortened {
  std::string text;
  bool is_cut = false;
};

/// merged_to_text renders findings for a first look: severity, rule, where, message and, unless the
/// rule is one of those that are `settled` by what has been said before, what to do. Of a rule with
/// many messages the first are shown, and of many rules the gravest; the others, and remarks where
/// there is much else, are counted.
Shortened merged_to_text(const Findings& findings, const TextStyle& style,
                         const std::set<std::string_view>& settled = {});

}  // namespace dmp::render
