#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"

namespace dmp::render {

/// html_page is a whole page around content that is markup already (xml.hpp). It needs nothing from
/// elsewhere, runs no script but its own, is for light and dark screens and for print, and is
/// complete where scripts are blocked. The classes fine, soon, bad and quiet say how things stand,
/// in SVG too; "hidden" is for those who listen, "soft" for what matters less.
std::string html_page(std::string_view title, std::string_view content, Language language);

/// html_table is a table whose rows are markup already, in a box that scrolls by itself. The script
/// of the page sorts it by a button in each title, by `data-key` where a cell has one, and leaves
/// out the rows without the words that are typed above it.
std::string html_table(const std::vector<std::string>& titles, std::string_view caption,
                       std::string_view rows, const Wording& wording);

}  // namespace dmp::render
