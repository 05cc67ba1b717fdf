#include <algorithm>
#include <cmath>

#include "dmp/form413/report.hpp"
#include "dmp/render/json_report.hpp"

namespace dmp::form413 {
namespace {

using render::Json;

std::string_view word_of(FieldKind kind) {
  constexpr std::string_view kWords[] = {"text", "boxes", "tick"};
  return kWords[static_cast<std::size_t>(kind)];
}

Json to_value(const Field& field) {
  return {{"id", field.id},
          {"part", field.part},
          {"label", field.label},
          {"kind", word_of(field.kind)},
          {"value", field.value},
          {"required", field.required()},
          {"left_empty", field.left_empty},
          {"pointer", field.pointer}};
}

Json to_value(const WrittenForm& form) {
  return render::file_value(form.path.string(), form.kept ? "keep" : "create", form.site);
}

/// A site's form with all its values.
Json to_value(const model::Establishment& site, const Outcome& outcome, const Request& asked) {
  const auto all = fields(asked.dossier, site, asked.policy);
  const auto form = std::ranges::find_if(outcome.forms, [&site](const WrittenForm& one) {
    return one.site == site.id && one.kind == FileKind::form;
  });
  auto values = Json::array();
  for (const auto& field : all) {
    values.push_back(to_value(field));
  }
  return {{"site", site.id},
          {"finess", site.finess_geographic ? site.finess_geographic->text() : std::string()},
          {"complete", missing_fields(all).empty()},
          {"path", form == outcome.forms.end() ? std::string() : form->path.string()},
          {"values", values}};
}

/// Points to the hundredth.
double rounded(double points) { return std::round(points * 100) / 100; }

Json to_value(const PdfField& field) {
  return {
      {"name", field.name},
      {"page", field.page},
      {"box", {rounded(field.x), rounded(field.y), rounded(field.width), rounded(field.height)}},
      {"kind", field.kind},
      {"value", field.value},
      {"state", field.state},
      {"cells", field.cells},
      {"read_only", field.read_only},
      {"label", field.label},
      {"choices", field.choices},
      {"proposal", field.proposal}};
}

Json to_value(const ComparedValue& one) {
  return {{"id", one.id},
          {"part", one.part},
          {"label", one.label},
          {"value", one.value},
          {"meant", one.same ? Json(one.meant) : Json()},
          {"same", one.same ? Json(*one.same) : Json()}};
}

}  // namespace

void write_json(const Outcome& outcome, const Request& asked, const Findings& findings,
                const render::Heading& heading, const render::Sink& sink) {
  std::vector<Error> errors;
  for (const auto& [site, error] : outcome.failures) {
    errors.push_back(error);
  }
  if (outcome.group_waits) {
    errors.push_back(*outcome.group_waits);
  }
  const Json summary = {
      {"forms", std::ranges::count(outcome.forms, FileKind::form, &WrittenForm::kind)},
      {"written", std::ranges::count(outcome.forms, true, &WrittenForm::written)},
      {"failed", outcome.failures.size()}};
  render::JsonReport report(heading, summary, findings, sink);
  report.list_some("files", outcome.forms, [](const auto& form) { return to_value(form); });
  report.list_some("forms", asked.sites,
                   [&](const auto* site) { return to_value(*site, outcome, asked); });
  report.finish(errors);
}

void write_fields_json(const std::vector<PdfField>& fields, const std::vector<WrittenForm>& written,
                       const render::Heading& heading, const render::Sink& sink) {
  const Json summary = {{"fields", fields.size()},
                        {"proposed", proposed_map(fields).places.size()}};
  render::JsonReport report(heading, summary, {}, sink);
  report.list_some("files", written, [](const auto& file) { return to_value(file); });
  report.list("pdf_fields", fields, [](const auto& field) { return to_value(field); });
  report.finish();
}

void write_values_json(const std::vector<ComparedValue>& values, const render::Heading& heading,
                       const render::Sink& sink) {
  const Json summary = {{"values", values.size()},
                        {"different", std::ranges::count_if(values, &ComparedValue::differs)}};
  render::JsonReport report(heading, summary, {}, sink);
  report.list("read_values", values, [](const auto& one) { return to_value(one); });
  report.finish();
}

}  // namespace dmp::form413
