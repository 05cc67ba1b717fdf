#include "dmp/pdf/detail/type.hpp"

#include <array>
#include <bit>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dmp/base/utf8.hpp"
#include "dmp/pdf/detail/characters.hpp"

namespace dmp::pdf {
namespace {

constexpr const char* kFamily = "DejaVu Sans";
constexpr const char* kMonoFamily = "DejaVu Sans Mono";
/// Sizes are tried in steps of half a point, down to 7 points.
constexpr int kStepsPerPoint = 2;
constexpr int kSmallest = 7 * kStepsPerPoint;
/// How many layouts a thread keeps. Most texts of our documents are the same on each of them.
constexpr std::size_t kMostLayouts = 512;
/// No box holds more; longer values are not even measured.
constexpr std::size_t kLongest = 2000;

PangoFontDescriptionPtr describe(const TextStyle& style, double size) {
  PangoFontDescriptionPtr description(pango_font_description_new());
  pango_font_description_set_family_static(description.get(), style.mono ? kMonoFamily : kFamily);
  pango_font_description_set_weight(description.get(),
                                    style.bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
  return description;
}

PangoContextPtr make_context(PangoFontMap* fonts) {
  PangoContextPtr context(pango_font_map_create_context(fonts));
  auto* options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options(context.get(), options);
  cairo_font_options_destroy(options);
  pango_context_set_round_glyph_positions(context.get(), FALSE);
  pango_context_set_language(context.get(), pango_language_from_string("fr"));
  pango_context_set_base_dir(context.get(), PANGO_DIRECTION_LTR);
  return context;
}

/// One character of the text, one glyph: no ligature; a line ends without an added hyphen; a
/// missing character is not looked for in other fonts.
void set_attributes(PangoLayout* layout, const std::vector<Range>& strong) {
  PangoAttrList* attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_fallback_new(FALSE));
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
  pango_attr_list_insert(attributes, pango_attr_font_features_new("liga=0, dlig=0, clig=0"));
  for (const auto& part : strong) {
    auto* weight = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
    weight->start_index = static_cast<guint>(part.begin);
    weight->end_index = static_cast<guint>(part.end);
    pango_attr_list_insert(attributes, weight);
  }
  pango_layout_set_attributes(layout, attributes);
  pango_attr_list_unref(attributes);
}

bool fits(PangoLayout* layout, const Box& box) {
  int width = 0;
  int height = 0;
  pango_layout_get_size(layout, &width, &height);
  return width <= box.width * PANGO_SCALE && height <= box.height * PANGO_SCALE;
}

void set_size(PangoLayout* layout, const TextStyle& style, double size) {
  pango_layout_set_font_description(layout, describe(style, size).get());
}

/// Tries the sizes from the style's own down to the smallest.
bool shrink_to_fit(PangoLayout* layout, const Text& text) {
  for (int size = static_cast<int>(text.style.size * kStepsPerPoint); size >= kSmallest; --size) {
    set_size(layout, text.style, static_cast<double>(size) / kStepsPerPoint);
    if (fits(layout, text.box)) {
      return true;
    }
  }
  return false;
}

void break_at_width(PangoLayout* layout, const Text& text, PangoWrapMode mode) {
  pango_layout_set_width(layout, static_cast<int>(text.box.width * PANGO_SCALE));
  pango_layout_set_wrap(layout, mode);
}

/// Shrinks and breaks the text as its overflow allows; tells whether it is in its box then.
bool set_in_box(PangoLayout* layout, const Text& text) {
  if (shrink_to_fit(layout, text)) {
    return true;
  }
  if (text.overflow == Overflow::wrap_words || text.overflow == Overflow::wrap_anywhere) {
    break_at_width(layout, text, PANGO_WRAP_WORD);
    if (shrink_to_fit(layout, text)) {
      return true;
    }
  }
  if (text.overflow == Overflow::wrap_anywhere) {
    break_at_width(layout, text, PANGO_WRAP_WORD_CHAR);
    return shrink_to_fit(layout, text);
  }
  return false;
}

auto too_long(const Text& text) {
  return fail(ErrorKind::input, "PDF-TOO-LONG",
              {arg("label", text.name), arg("length", count_characters(text.text))});
}

/// All that a layout at its own size comes from.
std::string key_of(const Text& text) {
  std::string key;
  const auto add = [&key](auto value) {
    const auto bytes = std::bit_cast<std::array<char, sizeof value>>(value);
    key.append(bytes.data(), bytes.size());
  };
  key.reserve(text.text.size() + 32 * (text.strong.size() + 1));
  add(text.style.size);
  add(text.overflow == Overflow::flow ? text.box.width : 0.0);
  key += text.style.bold ? 'b' : '-';
  key += text.style.mono ? 'm' : '-';
  for (const auto& part : text.strong) {
    add(part.begin);
    add(part.end);
  }
  return key.append(text.text);
}

/// The first character of the layout that the font lacks.
char32_t first_unknown(PangoLayout* layout) {
  for (GSList* line = pango_layout_get_lines_readonly(layout); line != nullptr; line = line->next) {
    for (GSList* run = static_cast<PangoLayoutLine*>(line->data)->runs; run != nullptr;
         run = run->next) {
      const PangoGlyphString* glyphs = static_cast<PangoGlyphItem*>(run->data)->glyphs;
      for (int i = 0; i < glyphs->num_glyphs; ++i) {
        const PangoGlyph glyph = glyphs->glyphs[i].glyph;
        if ((glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0 && glyph != PANGO_GLYPH_EMPTY) {
          return glyph & ~PANGO_GLYPH_UNKNOWN_FLAG;
        }
      }
    }
  }
  return 0;
}

Status check_glyphs(PangoLayout* layout, const Text& text) {
  if (pango_layout_get_unknown_glyphs_count(layout) == 0) {
    return {};
  }
  const auto character = first_unknown(layout);
  std::string shown;
  append_utf8(shown, character);
  return fail(
      ErrorKind::input, "PDF-GLYPH",
      {arg("label", text.name), arg("character", shown), arg("code", code_point_name(character))});
}

}  // namespace

Result<Type> Type::load() {
  PangoFontMap* fonts = pango_cairo_font_map_get_default();
  const auto missing = [](const char* family) {
    return fail(ErrorKind::environment, "PDF-FONT", {arg("family", family)});
  };
  // Asked before anything is set: Pango would take any other font, and grumble on stderr without
  // one.
  for (const char* family : {kFamily, kMonoFamily}) {
    if (pango_font_map_get_family(fonts, family) == nullptr) {
      return missing(family);
    }
  }
  Type type(make_context(fonts));
  for (const bool mono : {false, true}) {
    for (const bool bold : {false, true}) {
      const char* family = mono ? kMonoFamily : kFamily;
      const auto font = type.font({10, bold, Colour::black, mono});
      if (!font) {
        return missing(family);
      }
      const PangoFontDescriptionPtr found(pango_font_describe(font.get()));
      if (std::string_view(family) != pango_font_description_get_family(found.get())) {
        return missing(family);
      }
    }
  }
  return type;
}

Result<const Type*> Type::of_this_thread() {
  static thread_local std::optional<Type> loaded;
  if (!loaded) {
    auto type = load();
    if (!type) {
      return fail(type.error());
    }
    loaded = std::move(*type);
  }
  return &*loaded;
}

/// The text at its own size: a paragraph broken at the width of its box, all else on one line.
Result<PangoLayoutPtr> Type::set(const Text& text) const {
  if (const auto checked = check_characters(text.text, text.name); !checked) {
    return fail(checked.error());
  }
  if (count_characters(text.text) > kLongest) {
    return too_long(text);
  }
  PangoLayoutPtr layout(pango_layout_new(context_.get()));
  pango_layout_set_auto_dir(layout.get(), FALSE);
  set_attributes(layout.get(), text.strong);
  pango_layout_set_text(layout.get(), text.text.data(), static_cast<int>(text.text.size()));
  set_size(layout.get(), text.style, text.style.size);
  if (text.overflow == Overflow::flow) {
    break_at_width(layout.get(), text, PANGO_WRAP_WORD_CHAR);
  }
  if (const auto known = check_glyphs(layout.get(), text); !known) {
    return fail(known.error());
  }
  return layout;
}

Result<PangoLayoutPtr> Type::fit(const Text& text) const {
  auto key = key_of(text);
  auto found = layouts_.find(key);
  if (found == layouts_.end()) {
    auto layout = set(text);
    if (!layout) {
      return layout;
    }
    if (layouts_.size() >= kMostLayouts) {
      layouts_.clear();
    }
    found = layouts_.emplace(std::move(key), std::move(*layout)).first;
  }
  if (fits(found->second.get(), text.box)) {
    return PangoLayoutPtr(PANGO_LAYOUT(g_object_ref(found->second.get())));
  }
  PangoLayoutPtr other(pango_layout_copy(found->second.get()));
  return set_in_box(other.get(), text) ? Result<PangoLayoutPtr>(std::move(other)) : too_long(text);
}

PangoFontPtr Type::font(const TextStyle& style) const {
  return PangoFontPtr(pango_context_load_font(context_.get(), describe(style, style.size).get()));
}

}  // namespace dmp::pdf
