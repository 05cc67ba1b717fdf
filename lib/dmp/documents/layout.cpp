#include "dmp/documents/layout.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

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

/// Tells whether a text stands in quotes as it is.
bool is_plain(std::string_view text) {
  return std::ranges::all_of(
      text, [](char c) { return c >= ' ' && c != '"' && c != '\\' && c != '\x7f'; });
}

void append_text(std::string& out, const std::string& text) {
  if (is_plain(text)) {
    out.append(1, '"').append(text) += '"';
  } else {
    out += scalar(Json(text));
  }
}

void append_scalar(std::string& out, const Json& value) {
  if (value.is_string()) {
    append_text(out, value.get_ref<const std::string&>());
  } else {
    out += scalar(value);
  }
}

bool is_comment(std::string_view key) { return key.starts_with(kComment); }

/// More bytes than this are more columns than a line has.
constexpr std::size_t kMostBytes = 4 * kWidth;

/// Appends a value on one line; false when there is a comment in it, which needs a line of its own,
/// or when a line is too short for it.
bool append_line(std::string& out, const Json& value) {
  if (!value.is_structured() || value.empty()) {
    append_scalar(out, value);
    return true;
  }
  const bool is_object = value.is_object();
  out += is_object ? "{ " : "[";
  bool is_first = true;
  for (const auto& [key, each] : value.items()) {
    if (out.size() > kMostBytes || (is_object && is_comment(key))) {
      return false;
    }
    out += std::exchange(is_first, false) ? "" : ", ";
    if (is_object) {
      append_text(out, key);
      out += ": ";
    }
    if (!append_line(out, each)) {
      return false;
    }
  }
  out += is_object ? " }" : "]";
  return true;
}

void append_comment(std::string& out, const Json& text, const std::string& margin) {
  const auto whole = text.get<std::string>();
  for (std::size_t at = 0; at <= whole.size();) {
    const auto end = std::min(whole.find('\n', at), whole.size());
    out += "\n" + margin + "// " + whole.substr(at, end - at);
    at = end + 1;
  }
}

/// Appends a value and gives back what it has; `used` is what stands before it on its line.
void append(std::string& out, Json& value, std::size_t indent, std::size_t used) {
  std::string line;
  if (append_line(line, value) &&
      (!value.is_structured() || used + count_characters(line) <= kWidth)) {
    out += line;
    return;
  }
  const bool is_object = value.is_object();
  const std::string margin(indent + 2, ' ');
  out += is_object ? "{" : "[";
  bool needs_comma = false;
  for (auto item = value.begin(); item != value.end(); ++item) {
    const auto key = is_object ? item.key() : std::string();
    auto& each = *item;
    if (is_object && is_comment(key)) {
      out += std::exchange(needs_comma, false) ? "," : "";
      append_comment(out, each, margin);
      continue;
    }
    out += std::exchange(needs_comma, true) ? "," : "";
    std::string name;
    if (is_object) {
      append_text(name, key);
      name += ": ";
    }
    out.append(1, '\n').append(margin) += name;
    append(out, each, indent + 2, margin.size() + count_characters(name) + 1);
    each = nullptr;
  }
  out += "\n" + std::string(indent, ' ') + (is_object ? "}" : "]");
}

}  // namespace

std::string laid_out(std::string_view json, std::size_t indent) {
  return laid_out(Json::parse(json), indent);
}

std::string laid_out(Json&& json, std::size_t indent) {
  std::string out;
  append(out, json, indent, indent);
  return out;
}

}  // namespace dmp::documents
