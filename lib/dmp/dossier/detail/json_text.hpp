#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "dmp/dossier/detail/finding_list.hpp"
#include "dmp/dossier/reading.hpp"

namespace dmp::dossier {

/// check_encoding reports a text that is not UTF-8, with a guess at what it is. Nothing found:
/// true.
bool check_encoding(std::string_view text, FindingList& findings);

/// syntax_finding places and explains what the parser refused. `offset` is where the refused token
/// begins, `token` its text; `complete` tells that a whole document came before.
struct SyntaxFault {
  std::size_t offset = 0;
  std::string_view token;
  bool out_of_range = false;
  bool complete = false;
};
Finding syntax_finding(std::string_view text, std::string_view file, const SyntaxFault& fault);

/// ParsedText is a document as JSON values and the place of each of them.
struct ParsedText {
  std::optional<nlohmann::json> root;  ///< Absent when the text is not JSON within the limits.
  SourceMap source;
};

/// parse_text reads JSON with comments in one pass. Limits, duplicate keys and control characters
/// are found here, before anything walks the values.
ParsedText parse_text(std::string_view text, const Limits& limits, FindingList& findings);

}  // namespace dmp::dossier
