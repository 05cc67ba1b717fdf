#pragma once

#include <cstdint>
#include <map>
#include <qpdf/QPDFObjectHandle.hh>
#include <string>
#include <string_view>

namespace dmp::form413 {

/// FontText is what reading asks of a font: what a code stands for, and how wide it is (of 1000).
struct FontText {
  bool two_bytes = false;
  std::map<std::uint32_t, std::string> characters;  ///< UTF-8 by code.
  std::map<std::uint32_t, double> widths;
  double width = 556;  ///< Of codes without one of their own.

  [[nodiscard]] std::string text_of(std::uint32_t code) const;
  [[nodiscard]] double width_of(std::uint32_t code) const;
};

/// read_font reads a font of a document: its ToUnicode map, else its encoding (Windows' Latin and
/// the names of differences). `limit` bounds the decoded map.
FontText read_font(QPDFObjectHandle font, std::size_t limit);

}  // namespace dmp::form413
