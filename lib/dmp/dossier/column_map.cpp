#include "dmp/dossier/column_map.hpp"

#include <algorithm>

#include "dmp/base/listed.hpp"
#include "dmp/base/plain_text.hpp"
#include "dmp/dossier/columns.hpp"

namespace dmp::dossier {
namespace {

std::string keys() {
  std::vector<std::string> known;
  for (const auto& column : columns()) {
    known.push_back(column.key);
  }
  return listed(known);
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r");
  return first == std::string_view::npos
             ? std::string_view()
             : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

}  // namespace

Result<ColumnMap::value_type> parse_map(std::string_view word) {
  const auto equals = word.rfind('=');
  const auto heading = trimmed(word.substr(0, equals));
  const auto key = equals == std::string_view::npos ? equals : equals + 1;
  const auto column = trimmed(key > word.size() ? std::string_view() : word.substr(key));
  if (heading.empty() || column.empty()) {
    return fail(ErrorKind::usage, "IMPORT-MAP-FORM", {arg("word", word)});
  }
  if (column != "-" && find_column(column) == nullptr) {
    return fail(ErrorKind::usage, "IMPORT-MAP-COLUMN",
                {arg("heading", heading), arg("key", column), arg("known", keys())});
  }
  return ColumnMap::value_type(heading, column);
}

Result<ColumnMap> read_column_map(ByteView content, std::string_view file, const Wording& wording) {
  const PlainText plain(content);
  const auto text = to_utf8(plain.view());
  ColumnMap map;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    const auto end = std::min(text.find('\n', at), text.size());
    const auto line = trimmed(std::string_view(text).substr(at, end - at));
    at = end + 1;
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    auto one = parse_map(line);
    if (!one) {
      return fail(ErrorKind::input, "IMPORT-MAP-LINE", {arg("file", file), arg("line", number + 1)},
                  {wording.text(one.error().id, one.error().args)});
    }
    map.push_back(std::move(*one));
  }
  return map;
}

std::string write_column_map(const ColumnMap& map, const Wording& wording) {
  auto out = "# " + wording.text("import.kept-columns") + "\n";
  for (const auto& [heading, key] : map) {
    out += heading + "=" + key + "\n";
  }
  return out;
}

bool is_same_heading(std::string_view one, std::string_view other) {
  const auto name = simplified(one);
  return one == other || (!name.empty() && name == simplified(other));
}

ColumnMap joined(const ColumnMap& older, const ColumnMap& newer) {
  ColumnMap both;
  const auto add = [&both](const ColumnMap::value_type& one) {
    const auto found = std::ranges::find_if(
        both, [&one](const auto& each) { return is_same_heading(each.first, one.first); });
    if (found == both.end()) {
      both.push_back(one);
    } else {
      *found = one;
    }
  };
  std::ranges::for_each(older, add);
  std::ranges::for_each(newer, add);
  return both;
}

}  // namespace dmp::dossier
