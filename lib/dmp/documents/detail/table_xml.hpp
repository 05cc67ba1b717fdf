#pragma once

#include <charconv>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "dmp/documents/detail/table.hpp"

namespace dmp::documents {

/// local returns a name without its prefix.
inline std::string_view local(const char* name) {
  const std::string_view whole = name;
  const auto colon = whole.find(':');
  return colon == std::string_view::npos ? whole : whole.substr(colon + 1);
}

/// child returns the first child element of that name, whatever its prefix.
inline pugi::xml_node child(const pugi::xml_node& parent, std::string_view name) {
  return parent.find_child(
      [name](const pugi::xml_node& each) { return local(each.name()) == name; });
}

/// next_in returns the element that follows `node` in the order of the document, below `top`;
/// with `enter`, what is in `node` comes first. Nothing recurses: depth costs no stack.
inline pugi::xml_node next_in(const pugi::xml_node& top, pugi::xml_node node, bool enter) {
  if (enter && node.first_child()) {
    return node.first_child();
  }
  while (node && node != top) {
    if (node.next_sibling()) {
      return node.next_sibling();
    }
    node = node.parent();
  }
  return {};
}

/// count_of reads a number that counts something; 0 for what is none.
inline std::uint32_t count_of(std::string_view text) {
  std::uint32_t count = 0;
  const auto* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, count);
  return read.ec == std::errc() && read.ptr == end ? count : 0;
}

/// parse reads a member in its place: its bytes are the document's from then on.
inline Status parse(files::ArchiveMember& member, pugi::xml_document& document,
                    const TableFile& file) {
  const auto result = document.load_buffer_inplace(member.content.data(), member.content.size(),
                                                   pugi::parse_default | pugi::parse_ws_pcdata);
  return result ? Status() : Status(file.damaged(member.name, result.description()));
}

}  // namespace dmp::documents
