#include <nlohmann/json.hpp>
#include <optional>

#include "dmp/base/utf8.hpp"
#include "dmp/documents/edit.hpp"

namespace dmp::documents {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kWidth = 100;
constexpr std::string_view kComment = "//";

std::string scalar(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool is_comment(std::string_view key) { return key.starts_with(kComment); }

/// A value on one line; nothing when there is a comment in it, which needs a line of its own.
std::optional<std::string> on_one_line(const Json& value) {
  if (!value.is_structured() || value.empty()) {
    return scalar(value);
  }
  const bool is_object = value.is_object();
  std::string out = is_object ? "{ " : "[";
  bool is_first = true;
  for (const auto& [key, each] : value.items()) {
    const auto inner = is_object && is_comment(key) ? std::nullopt : on_one_line(each);
    if (!inner) {
      return std::nullopt;
    }
    out += (std::exchange(is_first, false) ? "" : ", ") +
           (is_object ? scalar(Json(key)) + ": " : std::string()) + *inner;
  }
  return out + (is_object ? " }" : "]");
}

void append_comment(std::string& out, const Json& text, const std::string& margin) {
  const auto whole = text.get<std::string>();
  for (std::size_t at = 0; at <= whole.size();) {
    const auto end = std::min(whole.find('\n', at), whole.size());
    out += "\n" + margin + "// " + whole.substr(at, end - at);
    at = end + 1;
  }
}

/// Appends a value; `used` is what stands before it on its line.
void append(std::string& out, const Json& value, std::size_t indent, std::size_t used) {
  if (const auto line = on_one_line(value);
      line && (!value.is_structured() || used + count_characters(*line) <= kWidth)) {
    out += *line;
    return;
  }
  const bool is_object = value.is_object();
  const std::string margin(indent + 2, ' ');
  out += is_object ? "{" : "[";
  bool needs_comma = false;
  for (const auto& [key, each] : value.items()) {
    if (is_object && is_comment(key)) {
      out += std::exchange(needs_comma, false) ? "," : "";
      append_comment(out, each, margin);
      continue;
    }
    out += std::exchange(needs_comma, true) ? "," : "";
    const auto name = is_object ? scalar(Json(key)) + ": " : std::string();
    out += "\n" + margin + name;
    append(out, each, indent + 2, margin.size() + count_characters(name) + 1);
  }
  out += "\n" + std::string(indent, ' ') + (is_object ? "}" : "]");
}

}  // namespace

std::string laid_out(std::string_view json, std::size_t indent) {
  std::string out;
  append(out, Json::parse(json), indent, indent);
  return out;
}

}  // namespace dmp::documents
