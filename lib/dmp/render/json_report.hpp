#pragma once

#include <string_view>
#include <vector>

#include "dmp/render/heading.hpp"
#include "dmp/render/json.hpp"

namespace dmp::render {

/// JsonReport writes a report (schemas/report.schema.json) to a sink, in parts of about 64 KiB: it
/// may be very long. First comes what all reports have, then what the command adds, then errors.
class JsonReport {
 public:
  JsonReport(const Heading& heading, const Json& summary, const Findings& findings, Sink sink);

  void add(std::string_view name, const Json& value) { members_.add(name, value); }
  /// list adds a list, each of its items as `to_value` makes it.
  template <typename Items, typename ToValue>
  void list(std::string_view name, const Items& items, ToValue to_value) {
    members_.add_all(name, items, to_value);
  }
  /// list_some does so where there is something to list.
  template <typename Items, typename ToValue>
  void list_some(std::string_view name, const Items& items, ToValue to_value) {
    if (!items.empty()) {
      list(name, items, to_value);
    }
  }
  /// finish adds the errors, where there are any, and ends the report.
  void finish(const std::vector<Error>& errors = {});

 private:
  Wording wording_;
  JsonMembers members_;
};

}  // namespace dmp::render
