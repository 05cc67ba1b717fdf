#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/model/certificate_row.hpp"
#include "dmp/render/sink.hpp"

namespace dmp::render {

using Json = nlohmann::ordered_json;

/// dump writes JSON that is safe to show, two spaces deep and ending with a newline: bad bytes are
/// replaced, and what a terminal might obey is escaped.
std::string dump(const Json& json);

/// append_dump appends JSON in the same way, as part of a larger text: so many levels deep, and
/// without the newline at the end.
void append_dump(std::string& out, const Json& json, std::size_t depth);

/// JsonMembers puts an object together as text, one member after the other, and gives it away in
/// parts: rows may be very many, and take ten times as much memory as values.
class JsonMembers {
 public:
  explicit JsonMembers(Sink sink) : sink_(std::move(sink)) {}

  void add(std::string_view name, const Json& value) {
    begin(name);
    append_dump(out_, value, 1);
  }

  /// add_all adds a list, each of its items as to_value makes it.
  template <typename T, typename ToValue>
  void add_all(std::string_view name, const std::vector<T>& items, ToValue to_value) {
    begin(name);
    out_ += '[';
    for (const auto& item : items) {
      out_ += &item == items.data() ? "\n    " : ",\n    ";
      append_dump(out_, to_value(item), 2);
      if (out_.size() >= kPart) {
        give();
      }
    }
    out_ += items.empty() ? "]" : "\n  ]";
  }

  void finish() {
    out_ += "\n}\n";
    give();
  }

 private:
  static constexpr std::size_t kPart = std::size_t{64} * 1024;

  void begin(std::string_view name) {
    out_.append(std::exchange(first_, false) ? "{\n  \"" : ",\n  \"").append(name).append("\": ");
  }
  void give() {
    sink_(out_);
    out_.clear();
  }

  Sink sink_;
  std::string out_;
  bool first_ = true;
};

// What the reports of several commands have (schemas/report.schema.json). What is not known is an
// empty text, or null where it is a number or a day.
Json to_value(const std::optional<Date>& day);
Json to_value(const Finding& finding, const Wording& wording);
Json to_value(const model::CertificateRow& row);
Json to_value(const Error& error, const Wording& wording);
Json to_value(const std::optional<Error>& error, const Wording& wording);

/// file_value is a file that a command wrote, or would write: `act` is "create", "replace" or
/// "keep"; permissions are 0 where they do not matter, `former_mode` those of the file before.
Json file_value(std::string_view path, std::string_view act, std::string_view site = {},
                int mode = 0, std::optional<int> former_mode = std::nullopt);

}  // namespace dmp::render
