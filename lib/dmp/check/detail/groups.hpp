#pragma once

#include <string>
#include <vector>

#include "dmp/check/report.hpp"

/// A report by rule or by who acts: lines that tables and JSON have in common.
namespace dmp::check::detail {

/// Grouped is a table: names of columns (`report.column.<name>`, which are the keys of JSON) and
/// rows as long as these.
struct Grouped {
  std::vector<std::string_view> columns;
  std::vector<std::vector<std::string>> rows;
};

/// grouped has a row for each finding that differs (GroupBy::rule), for each act, those that can be
/// done today first (GroupBy::actor), or for each site, those that are blocked first.
Grouped grouped(const Report& report, GroupBy by, const Wording& wording);

}  // namespace dmp::check::detail
