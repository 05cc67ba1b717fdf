#include <algorithm>
#include <map>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "dmp/form413/detail/foreign_pdf.hpp"
#include "dmp/form413/detail/layout.hpp"
#include "dmp/form413/detail/page_text.hpp"
#include "dmp/form413/detail/wording.hpp"
#include "dmp/form413/template.hpp"

namespace dmp::form413 {
namespace {

using Glyphs = std::map<int, std::vector<Piece>>;

/// Crosses and check marks of usual fonts; an empty box is none of them.
bool is_mark(const std::string& text) {
  return !text.empty() && text.find("☐") == std::string::npos && text != "o" && text != "□";
}

std::string read_place(QPDF& pdf, const ForeignPdf& source, const model::FormPlace& place,
                       Glyphs& glyphs) {
  auto found = glyphs.find(place.page);
  if (found == glyphs.end()) {
    auto pages = QPDFPageDocumentHelper(pdf).getAllPages();
    const auto index = static_cast<std::size_t>(std::max(place.page, 1)) - 1;
    found = glyphs
                .emplace(place.page, index < pages.size() ? glyphs_of(pages[index], source.limits)
                                                          : std::vector<Piece>{})
                .first;
  }
  const auto text = text_in(found->second, place);
  return place.kind != "tick" ? text : is_mark(text) ? "true" : "false";
}

const Widget* widget_of(const std::vector<Widget>& widgets, const model::FormPlace& place) {
  const auto found = std::ranges::find_if(widgets, [&place](const Widget& one) {
    return one.told.name == place.field && (place.on.empty() || place.on == one.told.state);
  });
  return found == widgets.end() ? nullptr : &*found;
}

auto no_field(const model::FormPlace& place) {
  return fail(ErrorKind::input, "FORM-MAP-FIELD", {arg("field", place.field)});
}

/// Every value of a form with that many administrators is its own id, so that one sees where it
/// stands.
std::vector<Field> fields_named_by_id(std::size_t administrators) {
  model::Dossier dossier;
  model::Establishment site;
  for (std::size_t i = 1; i <= administrators; ++i) {
    site.administrators.push_back(std::to_string(i));
  }
  auto all = fields(dossier, site, {});
  for (auto& field : all) {
    if (field.kind == FieldKind::tick) {
      field.label = field.id;
    } else {
      field.value = field.id;
    }
  }
  return all;
}

void add_place(const std::vector<Field>& all, const std::string& id, const pdf::Box& box, int page,
               std::string_view kind, int cells, model::FormMap& map) {
  if (std::ranges::find(all, id, &Field::id) != all.end()) {
    model::FormPlace place;
    place.id = id;
    place.page = page;
    place.x = box.x;
    place.y = box.y;
    place.width = box.width;
    place.height = box.height;
    place.kind = kind;
    place.cells = cells;
    map.places.push_back(std::move(place));
  }
}

}  // namespace

model::FormMap drawn_map(std::size_t administrators) {
  Content content;
  content.fields = fields_named_by_id(administrators);
  model::FormMap map;
  int number = 0;
  for (const auto& page : lay_out(content)) {
    ++number;
    pdf::Box before;
    for (const auto& item : page) {
      if (const auto* text = std::get_if<pdf::Text>(&item)) {
        const bool tick = text->text.find(".is_") != std::string::npos || text->text == "offer.org";
        add_place(content.fields, text->text, tick ? before : text->box, number,
                  tick ? "tick" : "multiline", 0, map);
        before = text->box;
      } else if (const auto* cells = std::get_if<pdf::Cells>(&item)) {
        add_place(content.fields, cells->text, cells->box, number, "comb",
                  static_cast<int>(cells->count), map);
      }
    }
  }
  return map;
}

Result<std::vector<ReadValue>> read_form(const ForeignPdf& source, const model::FormMap& map) {
  QPDF pdf;
  if (const auto opened = open_pdf(pdf, source, Purpose::read); !opened) {
    return fail(opened.error());
  }
  std::vector<ReadValue> values;
  const auto done = guarded(source.name, [&]() -> Status {
    const auto widgets = widgets_of(pdf, source.limits);
    Glyphs glyphs;
    for (const auto& place : map.places) {
      if (place.field.empty()) {
        values.push_back({place.id, read_place(pdf, source, place, glyphs)});
      } else if (const auto* widget = widget_of(widgets, place)) {
        values.push_back({place.id, widget->told.value});
      } else {
        return no_field(place);
      }
    }
    return {};
  });
  return done ? Result<std::vector<ReadValue>>(std::move(values)) : fail(done.error());
}

Result<bool> is_drawn(const ForeignPdf& source, std::size_t& administrators) {
  QPDF pdf;
  if (const auto opened = open_pdf(pdf, source, Purpose::read); !opened) {
    return fail(opened.error());
  }
  bool drawn = false;
  const auto done = guarded(source.name, [&]() -> Status {
    auto information = pdf.getTrailer().getKey("/Info");
    auto title =
        information.isDictionary() ? information.getKey("/Title") : QPDFObjectHandle::newNull();
    drawn = title.isString() && title.getUTF8Value().starts_with(wording::kTitle) &&
            !pdf.getRoot().hasKey("/AcroForm");
    // More rows than there can be: what is not there reads empty.
    administrators = 6 + (pdf.getAllPages().size() > 2 ? (pdf.getAllPages().size() - 2) * 30 : 0);
    return {};
  });
  return done ? Result<bool>(drawn) : fail(done.error());
}

Result<model::FormMap> places_of(const ForeignPdf& source, const model::FormMap& map) {
  QPDF pdf;
  if (const auto opened = open_pdf(pdf, source, Purpose::list); !opened) {
    return fail(opened.error());
  }
  model::FormMap places;
  const auto done = guarded(source.name, [&]() -> Status {
    const auto widgets = widgets_of(pdf, source.limits);
    for (auto place : map.places) {
      if (!place.field.empty()) {
        const auto* widget = widget_of(widgets, place);
        if (widget == nullptr) {
          return no_field(place);
        }
        const auto& told = widget->told;
        place = {place.id, {},         {},          told.page, told.x,
                 told.y,   told.width, told.height, told.kind, told.cells};
      }
      places.places.push_back(std::move(place));
    }
    return {};
  });
  return done ? Result<model::FormMap>(std::move(places)) : fail(done.error());
}

bool same_value(const std::string& meant, const std::string& read) {
  const auto bare = [](std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    return text;
  };
  return bare(meant) == bare(read);
}

std::vector<ComparedValue> compare_values(const std::vector<ReadValue>& values,
                                          const std::vector<Field>& fields, bool of_a_site) {
  const auto is_filled = [](const std::string& value) {
    return !value.empty() && value != "false";
  };
  std::vector<ComparedValue> all;
  for (const auto& [id, value] : values) {
    const auto field = std::ranges::find(fields, id, &Field::id);
    const bool is_known = field != fields.end();
    if (!is_known && !is_filled(value)) {
      continue;  // A row of the form that nobody needed.
    }
    all.push_back(is_known ? ComparedValue{id, field->part, field->label, value, field->value}
                           : ComparedValue{id, "", id, value});
    if (of_a_site) {
      all.back().same = same_value(all.back().meant, value);
    }
  }
  for (const auto& field : fields) {
    const bool is_read = std::ranges::find(values, field.id, &ReadValue::id) != values.end();
    if (of_a_site && !is_read && is_filled(field.value)) {
      all.push_back({field.id, field.part, field.label, "", field.value, false});
    }
  }
  return all;
}

}  // namespace dmp::form413
