#pragma once

#include <vector>

#include "dmp/csr/csr.hpp"
#include "dmp/files/workspace.hpp"
#include "dmp/model/carrier.hpp"

namespace dmp::csr::detail {

/// Job is one order to make: what is wanted, the names it gets, and where it goes.
struct Job {
  const model::Establishment* site = nullptr;
  x509::Subject subject;
  model::Order order;
  files::OrderFolder folder;
  bool is_other_service = false;  ///< The dossier wants it for another service than the DMP.
  std::vector<const model::Establishment*> sites = {};  ///< All that it is for (sites_of).
};

/// wanted_of lists what a site gets under a request: each usage and kind of number once.
std::vector<model::WantedCertificate> wanted_of(const model::Establishment& site,
                                                const Request& request);

/// prepare names an order and finds its place. Error ids: CSR-FINESS-SHARED, CSR-FINESS-KINDS,
/// CSR-SIRET-SHARED (input: the dossier does not say whom the certificate would name, with
/// `sites`), those of rules::subject_for and place_of.
Result<Job> prepare(const Request& request, const model::Carriers& carriers,
                    const model::Establishment& site, const model::WantedCertificate& wanted);

/// sites_of lists those that the order of a job is for: all of the dossier that want this service
/// and usage from its carrier, whether they were asked for or not, in the dossier's order.
std::vector<const model::Establishment*> sites_of(const Job& job, const Request& request,
                                                  const model::Carriers& carriers);

/// remarks_on tells what a person should know of the jobs, each thing once; `own_key` is the one
/// that is used instead of new ones, or null.
Findings remarks_on(const Request& request, const x509::PrivateKey* own_key,
                    const std::vector<Job>& jobs);

}  // namespace dmp::csr::detail
