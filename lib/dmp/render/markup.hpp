#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/text.hpp"

// Markdown with tables (CommonMark and the tables of GitHub, GitLab and Redmine).
namespace dmp::render::markup {

/// plain makes text that is shown as it is, in tables too. Ticket systems look for mentions,
/// references and e-mail addresses after the markup is gone, so that a backslash does not help
/// there: '@' and '#' stand in code, where nothing is looked for.
std::string plain(std::string_view raw);

/// code makes text in code, for a cell of a table: only there does "\|" stand for a bar.
std::string code(std::string_view raw);

using Row = std::vector<std::string>;

/// titles are the texts `report.column.<name>`.
Row titles(std::initializer_list<std::string_view> names, const Wording& wording);

/// table makes a table of cells that are markup already; it is empty without rows.
std::string table(const Row& titles, const std::vector<Row>& rows);

}  // namespace dmp::render::markup
