#pragma once

#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/pdf/page.hpp"

namespace dmp::pdf {

/// Information is the document information of a PDF.
struct Information {
  std::string title;
  std::string subject;
  Instant created;
};

/// draw_pages makes a PDF of pages, in French, with its fonts in it; the same pages and information
/// give the same bytes. Error ids, with the `label` of the text where there is one: PDF-UTF8,
/// PDF-CHARACTER (an invisible one), PDF-GLYPH (a character that the font lacks), PDF-TOO-LONG (the
/// text does not fit at the smallest size), all input; PDF-FONT, PDF-DRAW (environment).
Result<Bytes> draw_pages(const std::vector<Page>& pages, const Information& information);

/// Stamp is a piece of a page of any size, to be put on a page of somebody else's document.
struct Stamp {
  double width = 0;
  double height = 0;
  Page items;
};

/// draw_stamps makes a PDF whose pages are the stamps, without structure; they share their fonts.
/// Error ids: those of draw_pages.
Result<Bytes> draw_stamps(const std::vector<Stamp>& stamps, Instant created);

/// size_of tells what a text takes of its box when it is drawn. Error ids: those of draw_pages.
Result<Size> size_of(const Text& text);

}  // namespace dmp::pdf
