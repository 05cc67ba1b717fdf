#pragma once

#include <memory>
#include <string_view>

#include "dmp/documents/detail/finding_list.hpp"
#include "dmp/documents/detail/value_tree.hpp"
#include "dmp/documents/reading.hpp"

namespace dmp::documents {

/// check_encoding reports a text that is not UTF-8, with a guess at what it is. Nothing found:
/// true.
bool check_encoding(std::string_view text, FindingList& findings);

/// SyntaxFault is what the parser refused.
struct SyntaxFault {
  std::size_t offset = 0;  ///< Where the refused token begins.
  std::string_view token;  ///< What was read of it.
  bool at_end = false;     ///< The parser wanted more than the text has.
  bool in_string = false;  ///< The token is a text that breaks its own rules.
  bool out_of_range = false;
  bool complete = false;  ///< A whole document came before.
};

/// syntax_finding places and explains it.
Finding syntax_finding(std::string_view text, std::string_view file, const SyntaxFault& fault);

/// parse_text reads JSON with comments in one pass: nullptr when the text is not JSON within the
/// limits. Limits, duplicate keys and control characters are found here, before anything walks the
/// values.
std::shared_ptr<ValueTree> parse_text(Bytes text, const Limits& limits, FindingList& findings);

}  // namespace dmp::documents
