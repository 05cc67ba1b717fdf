#pragma once

#include <string>
#include <string_view>

#include "dmp/base/text.hpp"

namespace dmp::render {

/// html_page is a whole page around content that is markup already (xml.hpp). It needs nothing from
/// elsewhere, is for light and dark screens and for print, and its tables are sorted by a click on
/// a button in a column's title, by `data-key` where a cell has one. The classes fine, soon, bad
/// and quiet say how things stand, in SVG too.
std::string html_page(std::string_view title, std::string_view content, Language language);

}  // namespace dmp::render
