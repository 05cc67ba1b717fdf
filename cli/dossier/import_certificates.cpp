#include <algorithm>

#include "dmp/dossier/certificates.hpp"
#include "dmp/sources/gather.hpp"
#include "dossier/import_writer.hpp"
#include "dossier/tables.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

/// What the register says of the numbers that certificates are on.
Result<std::optional<registry::Extract>> extract_of(const sources::Gathered& found,
                                                    const std::string& path) {
  if (path.empty()) {
    return std::optional<registry::Extract>();
  }
  auto extract = read_register(path, dossier::numbers_in(found), {});
  return extract ? Result<std::optional<registry::Extract>>(std::move(*extract))
                 : fail(std::move(extract.error()));
}

}  // namespace

int import_certificates(const ImportOptions& options, const Session& session) {
  const std::vector<std::filesystem::path> paths(options.certificates.begin(),
                                                 options.certificates.end());
  const auto found = sources::gather(paths, interrupted);
  if (found.interrupted) {
    return kInterrupted;
  }
  auto extract = extract_of(found, options.finess);
  if (!extract) {
    return session.fail(extract.error());
  }
  dossier::CertificatesRequest request{found, std::move(*extract), std::nullopt, session.as_of(),
                                       session.wording};
  if (!options.into.empty()) {
    auto dossier = open_dossier(options.into, Whose::ours, session);
    if (!dossier) {
      return dossier.error();
    }
    request.into = std::move(*dossier);
  }
  const auto imported = dossier::import_certificates(request);
  if (!session.json()) {
    show_import(imported, options, session);
  }
  if (auto done = finish_import(options, {}, request.into, imported, session); !done) {
    return session.fail(done.error());
  }
  session.say(
      session.text("cli.dossier.imported-certificates",
                   {arg("lines", imported.lines), arg("refused", imported.refused),
                    arg("sites", imported.sites), arg("changes", imported.changes.size())}));
  const bool has_none = imported.refused == imported.lines;
  return has_none || has_at_least(imported.findings, Severity::error) ? kFindings : kFine;
}

}  // namespace dmp::cli
