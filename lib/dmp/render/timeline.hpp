#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"

namespace dmp::render {

/// Life is a bar of a timeline: what lasts from one day to another.
struct Life {
  std::string name;
  std::optional<Date> from;  ///< Not known: a mark at its end.
  Date to;
  std::string_view standing;  ///< "fine", "soon", "bad" or "quiet", as the page has it (html.hpp).
};

/// timeline draws lives on an axis of years, with today as a line, as SVG in parts that fit on a
/// sheet; the first 200 of them. Each bar has a title with name and last day. Empty without lives.
std::string timeline(const std::vector<Life>& lives, Date today, std::string_view title,
                     const Wording& wording);

}  // namespace dmp::render
