#include "dmp/pdf/drawing.hpp"

#include <cairo-pdf.h>

#include <algorithm>
#include <array>
#include <new>
#include <numbers>

#include "dmp/base/utf8.hpp"
#include "dmp/pdf/detail/characters.hpp"
#include "dmp/pdf/detail/pdf_update.hpp"
#include "dmp/pdf/detail/type.hpp"

namespace dmp::pdf {
namespace {

using SurfacePtr = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using GlyphsPtr = std::unique_ptr<cairo_glyph_t, Releaser<cairo_glyph_free>>;

constexpr TextStyle kCellStyle{11, false, Colour::black};

std::array<double, 3> rgb(Colour colour) {
  switch (colour) {
    case Colour::black:
      return {0, 0, 0};
    case Colour::grey:
      return {0.33, 0.36, 0.40};
    case Colour::line:
      return {0.55, 0.60, 0.67};
    case Colour::blue:
      return {0.06, 0.22, 0.43};
    case Colour::pale:
      return {0.935, 0.955, 0.98};
    case Colour::white:
      return {1, 1, 1};
    case Colour::red:
      return {0.72, 0.07, 0.10};
    case Colour::faint:
      return {0.95, 0.88, 0.88};
    case Colour::cream:
      return {1.00, 0.975, 0.90};
  }
  return {0, 0, 0};
}

cairo_status_t append(void* closure, const unsigned char* data, unsigned int length) {
  try {
    auto& bytes = *static_cast<Bytes*>(closure);
    bytes.insert(bytes.end(), data, data + length);
    return CAIRO_STATUS_SUCCESS;
  } catch (const std::bad_alloc&) {
    return CAIRO_STATUS_WRITE_ERROR;  // An exception must not cross Cairo's C frames.
  }
}

std::vector<cairo_glyph_t> glyphs_of(cairo_scaled_font_t* font, const std::string& text) {
  cairo_glyph_t* glyphs = nullptr;
  int count = 0;
  cairo_scaled_font_text_to_glyphs(font, 0, 0, text.data(), static_cast<int>(text.size()), &glyphs,
                                   &count, nullptr, nullptr, nullptr);
  const GlyphsPtr owner(glyphs);
  return glyphs == nullptr ? std::vector<cairo_glyph_t>{}
                           : std::vector<cairo_glyph_t>(glyphs, glyphs + count);
}

/// Tells whether Cairo can write an address, which it does without any escape.
bool is_plain_address(std::string_view text) {
  constexpr auto kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789:/.-_~?&=%#+";
  return (text.starts_with("https://") || text.starts_with("http://")) &&
         text.find_first_not_of(kPlain) == std::string_view::npos;
}

/// Draws the items of the pages one after the other.
class Pen {
 public:
  Pen(cairo_t* cairo, const Type& type) : cairo_(cairo), type_(type) {}

  Status operator()(const Frame& frame) const;
  Status operator()(const Text& text) const;
  Status operator()(const Cells& cells) const;
  Status operator()(const Watermark& mark) const;
  Status operator()(const Open& group) const {
    cairo_tag_begin(cairo_, std::string(group.tag).c_str(), nullptr);
    return {};
  }
  Status operator()(const Close& group) const {
    cairo_tag_end(cairo_, std::string(group.tag).c_str());
    return {};
  }

 private:
  void ink(Colour colour) const {
    const auto [red, green, blue] = rgb(colour);
    cairo_set_source_rgb(cairo_, red, green, blue);
  }
  Status show_in_cells(const Cells& cells, double cell_width) const;

  cairo_t* cairo_;
  const Type& type_;
};

Status Pen::operator()(const Frame& frame) const {
  const auto& box = frame.box;
  cairo_rectangle(cairo_, box.x, box.y, box.width, box.height);
  if (frame.fill) {
    ink(*frame.fill);
    cairo_fill_preserve(cairo_);
  }
  if (frame.stroke) {
    ink(*frame.stroke);
    cairo_set_line_width(cairo_, frame.line_width);
    cairo_stroke_preserve(cairo_);
  }
  cairo_new_path(cairo_);
  return {};
}

Status Pen::operator()(const Text& text) const {
  if (text.text.empty()) {
    return {};
  }
  auto layout = type_.fit(text);
  if (!layout) {
    return fail(layout.error());
  }
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout->get(), &width, &height);
  const double room = text.box.width - static_cast<double>(width) / PANGO_SCALE;
  const double indent =
      text.align == Align::left ? 0 : (text.align == Align::centre ? room / 2 : room);
  const bool tagged = !text.tag.empty();
  const bool linked = text.link && is_plain_address(text.text);
  if (tagged) {
    cairo_tag_begin(cairo_, std::string(text.tag).c_str(), nullptr);
  }
  if (linked) {
    cairo_tag_begin(cairo_, CAIRO_TAG_LINK, ("uri='" + text.text + "'").c_str());
  }
  ink(text.style.colour);
  cairo_move_to(cairo_, text.box.x + indent,
                text.box.y + (text.box.height - static_cast<double>(height) / PANGO_SCALE) / 2);
  pango_cairo_show_layout(cairo_, layout->get());
  if (linked) {
    cairo_tag_end(cairo_, CAIRO_TAG_LINK);
  }
  if (tagged) {
    cairo_tag_end(cairo_, std::string(text.tag).c_str());
  }
  return {};
}

Status Pen::operator()(const Watermark& mark) const {
  constexpr double kSize = 96;
  const Box box{-kPageWidth / 2, -kSize, kPageWidth, 2 * kSize};
  const auto layout = type_.fit(Text{box, mark.text, mark.text, {kSize, true, Colour::faint}});
  if (!layout) {
    return fail(layout.error());
  }
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout->get(), &width, &height);
  cairo_save(cairo_);
  cairo_translate(cairo_, kPageWidth / 2, kPageHeight / 2);
  cairo_rotate(cairo_, -std::numbers::pi / 3);
  cairo_move_to(cairo_, -static_cast<double>(width) / PANGO_SCALE / 2,
                -static_cast<double>(height) / PANGO_SCALE / 2);
  ink(Colour::faint);
  // Outlines: nobody who selects or searches the page's text meets its letters.
  pango_cairo_layout_path(cairo_, layout->get());
  cairo_fill(cairo_);
  cairo_restore(cairo_);
  return {};
}

Status Pen::operator()(const Cells& cells) const {
  const double width = cells.box.width / static_cast<double>(cells.count);
  Box rest = cells.box;
  for (std::size_t i = 0; cells.framed && i < cells.count; ++i) {
    static_cast<void>((*this)(Frame{rest.split_left(width), Colour::white, Colour::line}));
  }
  return cells.text.empty() ? Status{} : show_in_cells(cells, width);
}

/// One glyph a cell, but one cluster for all: readers of the PDF get the number in one piece.
Status Pen::show_in_cells(const Cells& cells, double cell_width) const {
  if (const auto checked = check_characters(cells.text, cells.name); !checked) {
    return checked;
  }
  const auto length = count_characters(cells.text);
  if (length > cells.count) {
    return fail(ErrorKind::input, "PDF-TOO-LONG",
                {arg("label", cells.name), arg("length", length)});
  }
  const auto font = type_.font(kCellStyle);
  auto* scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font.get()));
  cairo_font_extents_t extents{};
  cairo_scaled_font_extents(scaled, &extents);
  const double baseline = cells.box.y + (cells.box.height + extents.ascent - extents.descent) / 2;
  auto glyphs = glyphs_of(scaled, cells.text);
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    cairo_text_extents_t size{};
    cairo_scaled_font_glyph_extents(scaled, &glyphs[i], 1, &size);
    const double middle = cell_width * (static_cast<double>(i) + 0.5);
    glyphs[i].x = cells.box.x + middle - size.x_advance / 2;
    glyphs[i].y = baseline;
  }
  const cairo_text_cluster_t cluster{static_cast<int>(cells.text.size()),
                                     static_cast<int>(glyphs.size())};
  ink(kCellStyle.colour);
  cairo_set_scaled_font(cairo_, scaled);
  if (cells.framed) {
    cairo_tag_begin(cairo_, "TD", nullptr);
  }
  cairo_show_text_glyphs(cairo_, cells.text.data(), static_cast<int>(cells.text.size()),
                         glyphs.data(), static_cast<int>(glyphs.size()), &cluster, 1,
                         cairo_text_cluster_flags_t{});
  if (cells.framed) {
    cairo_tag_end(cairo_, "TD");
  }
  return {};
}

void describe(cairo_surface_t* surface, const Information& information) {
  const auto set = [surface](cairo_pdf_metadata_t which, const std::string& value) {
    cairo_pdf_surface_set_metadata(surface, which, value.c_str());
  };
  const auto moment = format_instant(information.created);
  set(CAIRO_PDF_METADATA_TITLE, information.title);
  set(CAIRO_PDF_METADATA_SUBJECT, information.subject);
  set(CAIRO_PDF_METADATA_AUTHOR, "dmpcert");
  set(CAIRO_PDF_METADATA_CREATOR, "dmpcert");
  set(CAIRO_PDF_METADATA_CREATE_DATE, moment);
  set(CAIRO_PDF_METADATA_MOD_DATE, moment);
}

}  // namespace

namespace {

/// Draws stamps, as one tagged document of pages or each by itself.
Result<Bytes> draw(const std::vector<Stamp>& sheets, const Information& information, bool tagged) {
  const auto type = Type::of_this_thread();
  if (!type) {
    return fail(type.error());
  }
  Bytes pdf;
  const SurfacePtr surface(
      cairo_pdf_surface_create_for_stream(append, &pdf, kPageWidth, kPageHeight));
  // The first version in which Cairo can tell readers that the glyphs of a row are one number.
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  const CairoPtr cairo(cairo_create(surface.get()));
  const Pen pen(cairo.get(), **type);
  if (tagged) {
    cairo_tag_begin(cairo.get(), "Document", nullptr);
  }
  for (const auto& sheet : sheets) {
    const bool is_last = &sheet == &sheets.back();
    if (!tagged) {
      cairo_pdf_surface_set_size(surface.get(), sheet.width, sheet.height);
    }
    for (const auto& item : sheet.items) {
      if (auto drawn = std::visit(pen, item); !drawn) {
        cairo_surface_finish(surface.get());
        return fail(drawn.error());
      }
    }
    // After the last page was shown, Cairo 1.18 makes one more for the end of the tag.
    if (tagged && is_last) {
      cairo_tag_end(cairo.get(), "Document");
    }
    cairo_show_page(cairo.get());
  }
  describe(surface.get(), information);
  const auto pen_status = cairo_status(cairo.get());
  cairo_surface_finish(surface.get());
  const auto status =
      pen_status != CAIRO_STATUS_SUCCESS ? pen_status : cairo_surface_status(surface.get());
  if (status != CAIRO_STATUS_SUCCESS) {
    return fail(ErrorKind::environment, "PDF-DRAW", {}, {cairo_status_to_string(status)});
  }
  return pdf;
}

}  // namespace

Result<Bytes> draw_pages(const std::vector<Page>& pages, const Information& information) {
  std::vector<Stamp> sheets;
  sheets.reserve(pages.size());
  for (const auto& page : pages) {
    sheets.push_back({kPageWidth, kPageHeight, page});
  }
  return draw(sheets, information, true).and_then(complete_pdf);
}

Result<Bytes> draw_stamps(const std::vector<Stamp>& stamps, Instant created) {
  return draw(stamps, {{}, {}, created}, false);
}

Result<Size> size_of(const Text& text) {
  const auto type = Type::of_this_thread();
  if (!type) {
    return fail(type.error());
  }
  const auto layout = (*type)->fit(text);
  if (!layout) {
    return fail(layout.error());
  }
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout->get(), &width, &height);
  return Size{static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
}

}  // namespace dmp::pdf
