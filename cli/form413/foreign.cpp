#include "form413/foreign.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>

#include "dmp/documents/form_map_document.hpp"
#include "dmp/form413/form413.hpp"
#include "system/exit_code.hpp"
#include "system/output.hpp"

namespace dmp::cli {
namespace {

/// The mapping file, or what the template's labels propose.
Result<model::FormMap> map_of(const ForeignOptions& options, const form413::ForeignPdf& pdf) {
  if (!options.map.empty()) {
    return read_input(options.map, Whose::ours).and_then([&](const Bytes& text) {
      return documents::read_form_map(as_text(text), options.map);
    });
  }
  return form413::list_fields(pdf).map(form413::proposed_map);
}

report::PdfFieldRow row_of(const form413::PdfField& field) {
  return {field.name,      field.page,  field.x,        field.y,      field.width,
          field.height,    field.kind,  field.value,    field.state,  field.cells,
          field.read_only, field.label, field.proposal, field.choices};
}

std::string rounded(double points) { return std::to_string(std::lround(points)); }

void print_field(const form413::PdfField& field, const Session& session) {
  const auto box = rounded(field.x) + "," + rounded(field.y) + " " + rounded(field.width) + "x" +
                   rounded(field.height);
  session.print(
      session.text("cli.form413.field",
                   {arg("page", field.page), arg("kind", field.kind),
                    arg("name", render::printable(field.name)),
                    arg("state", field.state.empty() ? "" : "=" + render::printable(field.state)),
                    arg("box", box), arg("value", render::printable(field.value)),
                    arg("proposal", field.proposal.empty() ? "-" : field.proposal),
                    arg("label", render::printable(field.label))}) +
      "\n");
}

/// Where the values of the PDF are: in its fields, at the places of the template's fields, at those
/// of a mapping, or where we draw them.
Result<model::FormMap> reading_map(const ForeignOptions& options, const form413::ForeignPdf& pdf) {
  if (!options.official.empty()) {
    const auto content = read_named(options.official);
    if (!content) {
      return fail(content.error());
    }
    const form413::ForeignPdf official{*content, options.official};
    const auto fields = form413::list_fields(pdf);
    const auto map = map_of(options, official);
    if (!fields || !map) {
      return fail(fields ? map.error() : fields.error());
    }
    return fields->empty() ? form413::places_of(official, *map) : map;
  }
  std::size_t administrators = 0;
  const auto drawn = form413::is_drawn(pdf, administrators);
  if (!drawn) {
    return fail(drawn.error());
  }
  if (*drawn && options.map.empty()) {
    return form413::drawn_map(administrators);
  }
  auto map = map_of(options, pdf);
  if (map && map->places.empty()) {
    return fail(ErrorKind::input, "FORM-READ-MAP", {arg("file", pdf.name)});
  }
  return map;
}

/// Adds part, label and what the dossier says; a value of the dossier that was not read differs
/// too.
std::vector<report::ReadValueRow> rows_of(const std::vector<form413::ReadValue>& values,
                                          const std::vector<form413::Field>& meant, bool compare) {
  std::vector<report::ReadValueRow> rows;
  for (const auto& value : values) {
    const auto field = std::ranges::find(meant, value.id, &form413::Field::id);
    const bool known = field != meant.end();
    const bool extra = !known && (value.value.empty() || value.value == "false");
    if (extra) {
      continue;  // A row of the form that nobody needed.
    }
    report::ReadValueRow row{value.id, known ? field->part : "", known ? field->label : value.id,
                             value.value, known ? field->value : ""};
    if (compare) {
      row.same = form413::same_value(row.meant, row.value);
    }
    rows.push_back(std::move(row));
  }
  for (const auto& field : meant) {
    const bool read = std::ranges::find(values, field.id, &form413::ReadValue::id) != values.end();
    if (compare && !read && !field.value.empty() && field.value != "false") {
      rows.push_back({field.id, field.part, field.label, "", field.value, false});
    }
  }
  return rows;
}

void print_values(const std::vector<report::ReadValueRow>& rows, const Session& session) {
  for (const auto& row : rows) {
    const bool differs = row.same && !*row.same;
    session.print(session.text(differs ? "cli.form413.read-other" : "cli.form413.read",
                               {arg("part", row.part), arg("label", row.label),
                                arg("value", render::printable(row.value)),
                                arg("meant", render::printable(row.meant))}) +
                  "\n");
  }
}

/// The labels without a dossier are those of any form.
std::vector<form413::Field> any_fields() {
  model::Dossier dossier;
  return form413::fields(dossier, {}, policy::builtin_policies().front());
}

}  // namespace

Result<std::unique_ptr<LoadedOfficial>> load_official(const ForeignOptions& options) {
  if (options.official.empty()) {
    return std::unique_ptr<LoadedOfficial>();
  }
  auto content = read_input(options.official, Whose::ours, form413::PdfLimits{}.bytes);
  if (!content) {
    return fail(content.error());
  }
  auto loaded = std::make_unique<LoadedOfficial>(std::move(*content), options.official);
  auto map = map_of(options, loaded->official.pdf);
  if (!map) {
    return fail(map.error());
  }
  loaded->official.map = std::move(*map);
  loaded->official.flatten = options.flatten;
  return loaded;
}

int show_fields(const ForeignOptions& options, const Session& session) {
  const auto content = read_named(options.fields, form413::PdfLimits{}.bytes);
  if (!content) {
    return session.fail(content.error());
  }
  const auto fields = form413::list_fields({*content, options.fields});
  if (!fields) {
    return session.fail(fields.error());
  }
  const auto map = form413::proposed_map(*fields);
  auto document = session.document();
  if (!options.propose.empty()) {
    const auto text = documents::write_form_map(map);
    const auto written = keep_or_write(options.propose, text, std::array{options.fields});
    if (!written) {
      return session.fail(written.error());
    }
    document.files.push_back({options.propose, "", *written ? "create" : "keep", 0});
  }
  if (session.json()) {
    document.summary = {{"fields", static_cast<long long>(fields->size())},
                        {"proposed", static_cast<long long>(map.places.size())}};
    document.pdf_fields.emplace();
    std::ranges::transform(*fields, std::back_inserter(*document.pdf_fields), row_of);
    session.print_document(document);
    return kFine;
  }
  for (const auto& field : *fields) {
    print_field(field, session);
  }
  if (fields->empty()) {
    session.say(session.text("cli.form413.no-fields"));
  }
  return kFine;
}

int read_back(const ForeignOptions& options, const DossierChoice& choice, const Session& session) {
  const auto content = read_named(options.read, form413::PdfLimits{}.bytes);
  if (!content) {
    return session.fail(content.error());
  }
  const form413::ForeignPdf pdf{*content, options.read};
  const auto map = reading_map(options, pdf);
  const auto values = map ? form413::read_form(pdf, *map) : dmp::fail(map.error());
  if (!values) {
    return session.fail(values.error());
  }
  auto meant = any_fields();
  if (!choice.dossier.empty()) {
    const auto input = load_dossier_input(session, choice.dossier, choice.policy, choice.sites);
    if (!input) {
      return input.error();
    }
    if (input->sites.size() != 1) {
      return session.fail({ErrorKind::usage, "CLI-REQUIRED", {arg("name", "--site")}, {}});
    }
    meant = form413::fields(*input->reading.value, *input->sites.front(), input->policy);
  }
  const auto rows = rows_of(*values, meant, !choice.dossier.empty());
  const auto other = std::ranges::count_if(
      rows, [](const report::ReadValueRow& row) { return row.same && !*row.same; });
  if (session.json()) {
    auto document = session.document();
    document.summary = {{"values", static_cast<long long>(rows.size())},
                        {"different", static_cast<long long>(other)}};
    document.read_values = rows;
    session.print_document(document);
  } else {
    print_values(rows, session);
  }
  return other == 0 ? kFine : kFindings;
}

void add_foreign(CLI::App& command, ForeignOptions& options, const Session& session) {
  auto* official =
      command.add_option("--template", options.official, session.text("cli.opt.template"))
          ->type_name("PDF");
  official->excludes("--draft");
  command.add_option("--map", options.map, session.text("cli.opt.map"))->type_name("FILE");
  command.add_flag("--flatten", options.flatten, session.text("cli.opt.flatten"))->needs(official);
  auto* fields = command.add_option("--fields", options.fields, session.text("cli.opt.fields"))
                     ->type_name("PDF");
  command.add_option("--propose", options.propose, session.text("cli.opt.propose"))
      ->type_name("FILE")
      ->needs(fields);
  command.add_option("--read", options.read, session.text("cli.opt.read"))
      ->type_name("PDF")
      ->excludes(fields);
}

}  // namespace dmp::cli
