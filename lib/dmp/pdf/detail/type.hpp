#pragma once

#include <pango/pangocairo.h>

#include <memory>

#include "dmp/core/error.hpp"
#include "dmp/pdf/page.hpp"

namespace dmp::pdf {

template <auto Release>
struct Releaser {
  template <typename T>
  void operator()(T* object) const {
    Release(object);
  }
};
using PangoContextPtr = std::unique_ptr<PangoContext, Releaser<g_object_unref>>;
using PangoFontPtr = std::unique_ptr<PangoFont, Releaser<g_object_unref>>;
using PangoLayoutPtr = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;
using PangoFontDescriptionPtr =
    std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;

/// Type sets text in the font of our documents, the same way on every machine: no hinting, no other
/// font in the place of a missing character, French rules whatever the locale.
class Type {
 public:
  /// load finds the font. Error id: PDF-FONT.
  static Result<Type> load();

  /// fit sets a text as large as its box allows: from its own size down to the readable minimum on
  /// one line, then on several lines where `overflow` says so. Error ids: PDF-UTF8,
  /// PDF-CHARACTER, PDF-GLYPH, PDF-TOO-LONG.
  Result<PangoLayoutPtr> fit(const Text& text) const;

  /// font returns the font itself, for characters that are placed one by one.
  [[nodiscard]] PangoFontPtr font(const TextStyle& style) const;

 private:
  explicit Type(PangoContextPtr context) : context_(std::move(context)) {}
  PangoContextPtr context_;
};

}  // namespace dmp::pdf
