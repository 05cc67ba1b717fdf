#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dmp/base/date.hpp"
#include "dmp/base/text.hpp"
#include "dmp/documents/edit.hpp"
#include "dmp/dossier/import.hpp"
#include "dmp/registry/registry.hpp"
#include "dmp/sources/gather.hpp"

/// Certificates in service into a dossier.
namespace dmp::dossier {

/// CertificatesRequest is what is in service, and where it goes.
struct CertificatesRequest {
  const sources::Gathered& found;
  std::optional<registry::Extract> finess_register;  ///< What it says of numbers_in; or none.
  std::optional<documents::Edit> into;  ///< A dossier that gets what is new; else one is begun.
  Date as_of;
  Wording wording;  ///< Of the comments and the TODOs.
};

/// numbers_in returns the FINESS numbers that certificates are on, sites' and legal entities'.
std::vector<std::string> numbers_in(const sources::Gathered& found);

/// import_certificates makes or changes a dossier: each structure is a site, or a legal entity
/// where the register or the dossier says so, with its certificates and their last days. The
/// register names them, else O where the authority cannot have cut it, else a TODO. Nothing of the
/// dossier is taken away. `lines` counts certificates, `refused` those that are left out: findings
/// IMPORT-CERTIFICATE-SKIPPED (info, with `why`: an authority's, a card's or a server's, of no
/// authority that is known, on another number than FINESS or SIRET, of another environment than the
/// dossier or the others, expired, replaced by a newer one, without a name). Others:
/// IMPORT-CERTIFICATE-NAME and IMPORT-CERTIFICATE-KIND (warning: who can tell whether the number is
/// a site's), IMPORT-CERTIFICATE-ENCRYPTED (warning), and the errors of `found.broken`.
Imported import_certificates(const CertificatesRequest& request);

}  // namespace dmp::dossier
