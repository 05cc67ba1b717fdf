#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/model/certificate_row.hpp"
#include "dmp/model/order.hpp"
#include "dmp/model/readiness.hpp"
#include "dmp/model/request_facts.hpp"
#include "dmp/model/workstation.hpp"
#include "dmp/render/sink.hpp"
#include "dmp/render/table.hpp"

/// Findings and tables to text and JSON.
namespace dmp::report {

using Scalar = std::variant<bool, long long, std::string>;

using model::CertificateRow;

/// FileRow is a file that a command wrote or would write.
struct FileRow {
  std::string path;
  std::string site;
  std::string act;                                ///< "create", "replace", "keep"
  int mode = 0;                                   ///< Permissions, 0 when they do not matter.
  std::optional<int> former_mode = std::nullopt;  ///< Of the file that is, or was, there.
};

/// RuleRow is a rule of the catalogue of `check`.
struct RuleRow {
  /// What a rule is checked against: a dossier and its sites, a certificate, the machine.
  enum class Subject { dossier, certificate, machine };
  std::string id;
  Severity severity = Severity::error;  ///< Under the policy in use.
  std::string reference;
  Subject subject = Subject::dossier;
};

/// Document is what every command hands over to be rendered (schemas/report.schema.json).
struct Document {
  std::string command;
  Date as_of;
  std::vector<std::pair<std::string, Scalar>> summary;  ///< In this order.
  Findings findings;
  std::vector<CertificateRow> certificates;
  std::vector<model::SiteReadiness> sites;
  std::vector<model::Step> steps;  ///< Of the group as a whole.
  std::vector<RuleRow> rules;      ///< The rules that were applied, for those who list them.
  /// Files that were checked against rules and are no dossiers, in the order in which they came.
  std::vector<std::string> others = {};
  /// Those of them that could not be read, or not as a whole; why is among the findings.
  std::vector<std::string> unread = {};
  std::vector<FileRow> files;
  std::vector<Error> errors;  ///< Of single files or sites; the run went on.
  std::optional<model::WorkstationFacts> workstation;
};

/// to_json renders the document, two spaces deep, ending with a newline. `findings` is always
/// there, the other lists when they have something or when the summary counts them under the same
/// name
/// (`errors` only when it has something). What is not known is an empty text, or null where it is a
/// number, a day or a mode. Texts that are not UTF-8 (file names) have their bad bytes replaced.
std::string to_json(const Document& document, const Wording& wording);

/// write_json gives what to_json renders to a sink, in parts of about 64 KiB: it may be very long.
void write_json(const Document& document, const Wording& wording, const render::Sink& sink);

/// sites_to_text lists sites. Like what follows, it ends with a newline, and is empty when there is
/// nothing to show.
std::string sites_to_text(const std::vector<model::SiteReadiness>& sites,
                          const render::TextStyle& style);
/// steps_to_text lists what is to be done next, for the group and for each of the first ten sites,
/// or for all where the style says so.
std::string steps_to_text(const std::vector<model::Step>& group,
                          const std::vector<model::SiteReadiness>& sites,
                          const render::TextStyle& style);
}  // namespace dmp::report
