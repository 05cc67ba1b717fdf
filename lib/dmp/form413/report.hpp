#pragma once

#include <string>
#include <vector>

#include "dmp/form413/form413.hpp"
#include "dmp/form413/template.hpp"
#include "dmp/render/heading.hpp"
#include "dmp/render/sink.hpp"

/// What form413 made, listed or read, in the formats of people and of programs.
namespace dmp::form413 {

/// to_text says of each file what became of it, a line each.
std::string to_text(const Outcome& outcome, bool dry_run, const Wording& wording);

/// write_json renders a report (schemas/report.schema.json) with the values of every site's form,
/// also of those that were not made: `asked` is the request with all sites that were asked for,
/// `findings` what the rules say of them.
void write_json(const Outcome& outcome, const Request& asked, const Findings& findings,
                const render::Heading& heading, const render::Sink& sink);

/// fields_to_text lists the fields of a PDF, a line each.
std::string fields_to_text(const std::vector<PdfField>& fields, const Wording& wording);

/// write_fields_json lists them in JSON; `written` are the files that the proposals went to.
void write_fields_json(const std::vector<PdfField>& fields, const std::vector<WrittenForm>& written,
                       const render::Heading& heading, const render::Sink& sink);

/// values_to_text lists the values of a filled form, a line each.
std::string values_to_text(const std::vector<ComparedValue>& values, const Wording& wording);

/// write_values_json lists them in JSON.
void write_values_json(const std::vector<ComparedValue>& values, const render::Heading& heading,
                       const render::Sink& sink);

}  // namespace dmp::form413
