#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <string>
#include <string_view>

#include "dmp/base/utf8.hpp"
#include "dmp/form413/detail/foreign_pdf.hpp"
#include "dmp/form413/detail/page_text.hpp"
#include "dmp/form413/template.hpp"

// Which value belongs in which field, by what is printed beside it.
namespace dmp::form413 {
namespace {

/// Letters and digits without accents, in lower case, words apart by one space.
std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size() && !find_invalid_utf8(text);) {
    const auto character = code_point_at(text, at);
    char c = character < 0x80 ? static_cast<char>(character) : unaccented(character);
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else if (!out.empty() && out.back() != ' ' && character != 0x2019) {
      out += ' ';
    }
  }
  return out;
}

bool has_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words,
                             [&text](auto word) { return text.find(word) != std::string::npos; });
}

/// The part of a person's id that a label asks for.
std::string_view person_part(const std::string& label) {
  if (has_any(label, {"prenom", "given"})) {
    return "given_names";
  }
  if (has_any(label, {"carte", "card"}) && !has_any(label, {"nom "})) {
    return "card";
  }
  if (has_any(label, {"telephone", "phone"})) {
    return "phone";
  }
  if (has_any(label, {"email", "mail", "courriel"})) {
    return "email";
  }
  return label.starts_with("nom") || has_any(label, {" nom", "family name"}) ? "family_name" : "";
}

/// What a label in part 3.1, 4.2 or 4.3, or in none, asks for.
std::string_view other_part(const std::string& label, bool tick) {
  if (tick) {
    return has_any(label, {"certificat org", "auth cli", "personne morale"})  ? "offer.org"
           : label.starts_with("mandataire") || label.ends_with("mandataire") ? "signatory.is_proxy"
           : has_any(label, {"responsable", "representant"}) ? "signatory.is_representative"
                                                             : "";
  }
  if (has_any(label, {"denomination", "raison sociale"})) {
    return "structure.name";
  }
  if (has_any(label, {"finess"})) {
    return "structure.finess";
  }
  if (has_any(label, {"siret"})) {
    return "structure.siret";
  }
  if (has_any(label, {"precisions", "votre projet"})) {
    return "usage.statement";
  }
  if (has_any(label, {"editeur"})) {
    return "usage.publisher";
  }
  return has_any(label, {"solution"}) ? "usage.solution" : "";
}

/// Proposes ids for the fields of a document, page by page, in their order.
class Proposer {
 public:
  explicit Proposer(std::vector<PdfField>& fields) : fields_(fields) {}

  /// page takes what is printed on a page.
  void page(int number, const std::vector<Piece>& pieces);

 private:
  [[nodiscard]] std::string section_above(const PdfField& field,
                                          const std::vector<Piece>& pieces) const;
  void propose(PdfField& field, const std::string& section, const std::vector<Piece>& pieces);
  bool try_label(PdfField& field, const std::string& section, const std::string& printed);

  std::vector<PdfField>& fields_;
  std::string section_;                  ///< The last one of the pages before.
  std::map<std::string, int> rows_;      ///< Administrators' rows by column.
  std::map<std::string, int> proposed_;  ///< Ids that are taken.
};

/// The part that a heading begins: "3.1", or "" for no heading.
std::string section_of(const Piece& piece) {
  for (const std::string_view number : {"3.1", "3.2", "4.1", "4.2", "4.3"}) {
    if (piece.text.starts_with(number)) {
      return std::string(number);
    }
  }
  return {};
}

std::string Proposer::section_above(const PdfField& field, const std::vector<Piece>& pieces) const {
  auto section = section_;
  for (const auto& piece : pieces) {
    if (const auto here = section_of(piece); !here.empty() && piece.y <= field.y + 4) {
      section = here;
    }
  }
  return section;
}

/// The nearest text beside the field: left of it or, where asked for, right.
std::string beside(const PdfField& field, const std::vector<Piece>& pieces, bool right) {
  const Piece* best = nullptr;
  double best_gap = 300;
  const double middle = field.y + field.height / 2;
  for (const auto& piece : pieces) {
    const double gap = right ? piece.x - field.x - field.width : field.x - piece.x - piece.width;
    const bool level = std::abs(piece.y - piece.size / 3 - middle) < field.height / 2 + 6;
    if (level && gap > -6 && gap < best_gap) {
      best = &piece;
      best_gap = gap;
    }
  }
  return best == nullptr ? std::string() : best->text;
}

/// The texts of the column's head above the field: the nearest lines.
std::string above(const PdfField& field, const std::vector<Piece>& pieces) {
  const Piece* last = nullptr;
  std::string text;
  for (const auto& piece : pieces) {
    const bool over = piece.x < field.x + field.width && piece.x + piece.width > field.x;
    if (!over || piece.y > field.y + 3 || !section_of(piece).empty()) {
      continue;
    }
    const bool goes_on = last != nullptr && piece.y - last->y < 1.7 * piece.size;
    text = goes_on ? text + " " + piece.text : piece.text;
    last = &piece;
  }
  return text;
}

bool Proposer::try_label(PdfField& field, const std::string& section, const std::string& printed) {
  const auto label = plain(printed) + " ";
  if (label == " ") {
    return false;
  }
  const bool tick = field.kind == "tick";
  auto trimmed = label.substr(0, label.find_last_not_of(' ') + 1);
  std::string id;
  const bool administrator =
      section == "4.1" || (section.empty() && has_any(label, {"figurant", "admin"}));
  const auto part = tick ? std::string_view() : person_part(label);
  if (administrator && !part.empty()) {
    id = "administrators." + std::to_string(rows_[std::string(part)] + 1) + "." + std::string(part);
  } else if (section != "4.1") {
    const auto other = other_part(trimmed, tick);
    const bool persons = section.empty() || section == "3.2";
    id = !other.empty()             ? std::string(other)
         : persons && !part.empty() ? "signatory." + std::string(part)
                                    : std::string();
  }
  if (id.empty() || proposed_[id]++ > 0) {
    return false;
  }
  if (id.starts_with("administrators.")) {
    ++rows_[std::string(part)];
  }
  field.proposal = id;
  field.label = printed;
  return true;
}

void Proposer::propose(PdfField& field, const std::string& section,
                       const std::vector<Piece>& pieces) {
  if (field.kind == "other") {
    return;
  }
  const bool tick = field.kind == "tick";
  const auto own = field.label;
  const auto printed = section == "4.1" ? above(field, pieces) : beside(field, pieces, tick);
  for (const auto& label : {printed, own, tick ? beside(field, pieces, false) : std::string(),
                            tick ? field.state : std::string(), above(field, pieces), field.name}) {
    if (try_label(field, section, label)) {
      return;
    }
  }
  field.label = own.empty() ? printed : own;
}

void Proposer::page(int number, const std::vector<Piece>& pieces) {
  for (auto& field : fields_) {
    if (field.page == number) {
      propose(field, section_above(field, pieces), pieces);
    }
  }
  for (const auto& piece : pieces) {
    if (const auto here = section_of(piece); !here.empty()) {
      section_ = here;
    }
  }
}

}  // namespace

Result<std::vector<PdfField>> list_fields(const ForeignPdf& source) {
  QPDF pdf;
  if (const auto opened = open_pdf(pdf, source, Purpose::list); !opened) {
    return fail(opened.error());
  }
  std::vector<PdfField> fields;
  const auto done = guarded(source.name, [&]() -> Status {
    for (auto& widget : widgets_of(pdf, source.limits)) {
      fields.push_back(std::move(widget.told));
    }
    Proposer proposer(fields);
    int number = 0;
    for (auto& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
      proposer.page(++number, pieces_of(glyphs_of(page, source.limits)));
    }
    return {};
  });
  return done ? Result<std::vector<PdfField>>(std::move(fields)) : fail(done.error());
}

model::FormMap proposed_map(const std::vector<PdfField>& fields) {
  model::FormMap map;
  for (const auto& field : fields) {
    if (!field.proposal.empty()) {
      model::FormPlace place;
      place.id = field.proposal;
      place.field = field.name;
      place.on = field.kind == "tick" ? field.state : std::string();
      map.places.push_back(std::move(place));
    }
  }
  return map;
}

}  // namespace dmp::form413
