#pragma once

#include <pango/pangocairo.h>

#include <memory>
#include <string>
#include <unordered_map>

#include "dmp/base/error.hpp"
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
  /// of_this_thread finds the fonts, once a thread: Pango shares nothing between threads, and looks
  /// at every font of the machine first. Error id: PDF-FONT.
  static Result<const Type*> of_this_thread();

  /// fit sets a text as large as its box allows: from its own size down to the readable minimum on
  /// one line, then on several lines where `overflow` says so. The layout is not to be changed.
  /// Error ids: PDF-UTF8, PDF-CHARACTER, PDF-GLYPH, PDF-TOO-LONG.
  Result<PangoLayoutPtr> fit(const Text& text) const;

  /// font returns the font itself, for characters that are placed one by one.
  [[nodiscard]] PangoFontPtr font(const TextStyle& style) const;

 private:
  static Result<Type> load();
  explicit Type(PangoContextPtr context) : context_(std::move(context)) {}
  Result<PangoLayoutPtr> set(const Text& text) const;

  PangoContextPtr context_;
  /// Texts at their own size, kept: they are measured, drawn, and come again in the next document.
  mutable std::unordered_map<std::string, PangoLayoutPtr> layouts_;
};

}  // namespace dmp::pdf
