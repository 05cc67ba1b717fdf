#pragma once

#include <qpdf/QPDFPageObjectHelper.hh>
#include <string>
#include <vector>

#include "dmp/form413/template.hpp"

namespace dmp::form413 {

/// Piece is a text on a page that is printed in one go; its baseline in points from the top left.
struct Piece {
  double x = 0;
  double y = 0;
  double width = 0;
  double size = 0;
  std::string text;
};

/// glyphs_of reads what is printed on a page, character by character, form XObjects and what
/// annotations show included. It throws when the page is past the limits.
std::vector<Piece> glyphs_of(QPDFPageObjectHelper page, const PdfLimits& limits);

/// pieces_of joins characters to texts, top to bottom and left to right: a gap wider than a space
/// ends a text.
std::vector<Piece> pieces_of(std::vector<Piece> glyphs);

/// text_in is what stands in a box, line by line, joined by spaces.
std::string text_in(const std::vector<Piece>& glyphs, const model::FormPlace& place);

}  // namespace dmp::form413
