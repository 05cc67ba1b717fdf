#include <algorithm>
#include <string>
#include <unordered_map>

#include "dmp/documents/detail/documents.hpp"
#include "dmp/model/carrier.hpp"

namespace dmp::documents {
namespace {

using model::Establishment;

bool asks_on(const Establishment& site, model::FinessKind kind) {
  return std::ranges::find(site.certificates, kind, &model::WantedCertificate::on) !=
         site.certificates.end();
}

class ReferenceCheck {
 public:
  ReferenceCheck(const model::Dossier& dossier, Mapper& mapper)
      : mapper_(mapper), carriers_(dossier) {}

  void check(const Establishment& site) {
    mapper_.set_site(site.id);
    check_id(site);
    check_finess(site);
    check_siren(site);
    mapper_.set_site("");
  }

 private:
  void check_id(const Establishment& site);
  void check_finess(const Establishment& site);
  void check_siren(const Establishment& site);

  Mapper& mapper_;
  std::unordered_map<std::string_view, std::string> ids_;
  model::Carriers carriers_;
};

void ReferenceCheck::check_id(const Establishment& site) {
  if (site.id.empty()) {
    return;
  }
  const auto [first, is_new] = ids_.emplace(site.id, site.at("id"));
  if (!is_new) {
    mapper_.add_at("DOSSIER-DUPLICATE-ID", Severity::error, site.at("id"),
                   {arg("id", site.id), arg("line", mapper_.line_of(first->second))});
  }
}

/// Each site that shares a number is told so: which of them is wrong, the dossier does not say.
void ReferenceCheck::check_finess(const Establishment& site) {
  for (const auto kind : {model::FinessKind::geographic, model::FinessKind::juridical}) {
    const auto doubt = carriers_.doubt_about(site, kind);
    const bool both = doubt.why == model::Ambiguity::both_kinds;
    if (!both && doubt.why != model::Ambiguity::shared_number) {
      continue;
    }
    // A site whose certificates do not carry the number may order all the same.
    mapper_.add_at(
        both ? "DOSSIER-FINESS-KINDS" : "DOSSIER-DUPLICATE-FINESS",
        !both || asks_on(site, kind) ? Severity::error : Severity::warning,
        site.at(kind == model::FinessKind::geographic ? "finess" : "legal_entity"),
        {arg("finess", site.finess(kind)->text()), arg("sites", model::listed_ids(doubt.sites))});
  }
}

void ReferenceCheck::check_siren(const Establishment& site) {
  if (site.siret && site.legal_entity && site.legal_entity->siren &&
      site.siret->siren() != site.legal_entity->siren->text()) {
    mapper_.add_at(
        "DOSSIER-SIREN-DIFFERS", Severity::warning, site.at("siret"),
        {arg("siret", site.siret->text()), arg("siren", site.legal_entity->siren->text())});
  }
}

}  // namespace

void check_references(const model::Dossier& dossier, Mapper& mapper) {
  ReferenceCheck check(dossier, mapper);
  for (const auto& site : dossier.establishments) {
    check.check(site);
  }
}

}  // namespace dmp::documents
