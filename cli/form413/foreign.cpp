#include "form413/foreign.hpp"

#include <algorithm>
#include <array>

#include "dmp/documents/form_map_document.hpp"
#include "dmp/form413/report.hpp"
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
  std::vector<form413::WrittenForm> written;
  if (!options.propose.empty()) {
    const auto text = documents::write_form_map(form413::proposed_map(*fields));
    const auto is_new = keep_or_write(options.propose, text, std::array{options.fields});
    if (!is_new) {
      return session.fail(is_new.error());
    }
    written.push_back({{}, options.propose, {}, *is_new, !*is_new});
  }
  if (session.json()) {
    form413::write_fields_json(*fields, written, session.heading(), session.output());
    return kFine;
  }
  session.print(form413::fields_to_text(*fields, session.wording));
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
  const auto compared = form413::compare_values(*values, meant, !choice.dossier.empty());
  if (session.json()) {
    form413::write_values_json(compared, session.heading(), session.output());
  } else {
    session.print(form413::values_to_text(compared, session.wording));
  }
  return std::ranges::any_of(compared, &form413::ComparedValue::differs) ? kFindings : kFine;
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
