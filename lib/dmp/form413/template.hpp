#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/form413/form413.hpp"
#include "dmp/model/form_map.hpp"

/// The official file of form 413: what fields it has, how it is filled, and how one is read back.
namespace dmp::form413 {

/// PdfLimits bound the work on a document that somebody else made.
struct PdfLimits {
  std::size_t bytes = std::size_t{20} * 1024 * 1024;
  std::size_t pages = 200;
  std::size_t fields = 5000;
  std::size_t content = std::size_t{32} * 1024 * 1024;  ///< Decoded bytes of one page or font.
  std::size_t operators = 2'000'000;                    ///< Of one page.
};

/// ForeignPdf is a document of somebody else; `name` is for messages.
struct ForeignPdf {
  const Bytes& content;
  std::string name;
  PdfLimits limits = {};
};

/// PdfField is one place of a form's field on a page, in points from the page's top left.
struct PdfField {
  std::string name;
  int page = 0;
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  std::string kind;  ///< "text", "multiline", "comb", "tick", "choice", "other"
  std::string value;
  std::string state;  ///< Of a tick box: the name of the state that ticks it.
  int cells = 0;      ///< Most characters; 0: no limit.
  bool read_only = false;
  std::string label;     ///< What is printed beside it, or its own description.
  std::string proposal;  ///< Id of the value that seems to belong there; may be empty.
  std::vector<std::string> choices;
};

/// list_fields lists the fields of a PDF's form with the labels beside them and a proposal for
/// each. Error ids: those of fill_template for documents.
Result<std::vector<PdfField>> list_fields(const ForeignPdf& pdf);

/// proposed_map makes a mapping of the proposals.
model::FormMap proposed_map(const std::vector<PdfField>& fields);

/// drawn_map is where the values stand in a form that draw makes, with that many administrators.
model::FormMap drawn_map(std::size_t administrators);

/// Official is the file that forms are made of, and where their values go in it.
struct Official {
  ForeignPdf pdf;
  model::FormMap map;
  bool flatten = false;
};

/// Filling asks for a template filled with the values of a form.
struct Filling {
  ForeignPdf pdf;
  const model::FormMap& map;
  const std::vector<Field>& values;
  bool flatten = false;           ///< No fields any more, only what they show.
  Date as_of;                     ///< The day that the form gets.
  std::string_view warning = {};  ///< Stands at the top of every page that is not turned.
};

/// fill_template writes the values into the fields, with what they look like, and onto the pages at
/// the places that have no field. The same input gives the same bytes. Error ids (input):
/// FORM-PDF-TOO-LARGE, FORM-PDF-DAMAGED, FORM-PDF-ENCRYPTED, FORM-PDF-XFA, FORM-PDF-SIGNED;
/// FORM-MAP-ID (the map names a value that no form has, `id`), FORM-MAP-FIELD (a field that the PDF
/// lacks, `field`), FORM-MAP-PLACE (a page that it lacks or that is turned, `id`),
/// FORM-TEMPLATE-UNMAPPED
/// (`values` that have no place), FORM-TEMPLATE-CHOICE (`value` is no choice of `field`); and those
/// of pdf::draw_pages.
Result<Bytes> fill_template(const Filling& filling);

/// ReadValue is one value read from a filled form.
struct ReadValue {
  std::string id;
  std::string value;
};

/// ComparedValue is a value that was read, beside what was meant.
struct ComparedValue {
  std::string id;
  std::string part;
  std::string label;
  std::string value;
  std::string meant = {};                   ///< Of the dossier; empty without one.
  std::optional<bool> same = std::nullopt;  ///< Nothing without a dossier.

  [[nodiscard]] bool differs() const { return same && !*same; }
};

/// read_form reads the values at the places of a map: of a field its value, of a place the text
/// that is printed there. Tick boxes read "true" or "false". Error ids: FORM-PDF-… but for SIGNED,
/// FORM-MAP-FIELD.
Result<std::vector<ReadValue>> read_form(const ForeignPdf& pdf, const model::FormMap& map);

/// is_drawn tells whether a PDF is a form that draw made; `administrators` is how many rows it has.
Result<bool> is_drawn(const ForeignPdf& pdf, std::size_t& administrators);

/// places_of turns a map into places on pages: what a flattened copy of `pdf` is read by.
Result<model::FormMap> places_of(const ForeignPdf& pdf, const model::FormMap& map);

/// same_value compares a value with what was read, but for the spaces and lines that paper adds.
bool same_value(const std::string& meant, const std::string& read);

/// compare_values gives the values that were read the parts and labels of `fields` and, where these
/// are a site's, compares them with its values. Of the site's values also those that were not read.
std::vector<ComparedValue> compare_values(const std::vector<ReadValue>& values,
                                          const std::vector<Field>& fields, bool of_a_site);

}  // namespace dmp::form413
