// order DOSSIER WORKSPACE PASSPHRASE-FILE: generates keys, requests and order sheets for every site
// whose dossier is ready, checks each request against the dossier, and shows where all orders of
// the workspace stand. The keys are encrypted with the first line of PASSPHRASE-FILE (mode 0600).
// The lines that call the library are numbered; the rest reads the command line and prints.
#include <chrono>
#include <iostream>

#include "dmp/base/messages.hpp"
#include "dmp/csr/csr.hpp"
#include "dmp/csr/messages.hpp"
#include "dmp/csr/orders.hpp"
#include "dmp/csr/verify.hpp"
#include "dmp/documents/messages.hpp"
#include "dmp/documents/reading.hpp"
#include "dmp/files/messages.hpp"
#include "dmp/files/read.hpp"
#include "dmp/model/messages.hpp"
#include "dmp/rules/admission.hpp"
#include "dmp/rules/messages.hpp"
#include "dmp/x509/messages.hpp"
#include "dmp/x509/secure_memory.hpp"

namespace {

/// The texts of the modules that this program hears from, in English.
dmp::Wording english() {
  static const dmp::Catalogue catalogue{
      dmp::messages(),        dmp::model::messages(), dmp::documents::messages(),
      dmp::files::messages(), dmp::x509::messages(),  dmp::rules::messages(),
      dmp::csr::messages()};
  return {catalogue, dmp::Language::english};
}

int tell(const dmp::Error& error) {
  std::cerr << english().text(error.id, error.args) << '\n';
  return 1;
}

void tell(const dmp::Findings& findings) {
  for (const auto& finding : findings) {
    std::cerr << dmp::to_string(finding.severity) << " " << finding.rule << " " << finding.site
              << ": " << english().text(finding.rule, finding.args) << '\n';
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "usage: order DOSSIER WORKSPACE PASSPHRASE-FILE\n";
    return 2;
  }
  // 0. Before anything uses OpenSSL: whatever it frees of keys is overwritten. Their numbers are in
  // locked memory without this, too.
  (void)dmp::x509::use_secure_memory();
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto& policy = dmp::policy::builtin_policies().front();
  const auto content = dmp::files::read_file(words[1]);
  if (!content) {
    return tell(content.error());
  }
  // 1. The dossier.
  const auto dossier = dmp::documents::read_dossier(dmp::as_text(*content), words[1]);
  // 2. What the rules say of it.
  if (!dossier.value) {
    tell(dossier.findings);
    return 1;
  }
  const auto admission =
      dmp::rules::admit({dossier, policy, dmp::date_of(now)}, dmp::rules::Purpose::order);
  tell(admission.findings);
  // 3. Keys, requests and sheets of the sites that are ready; the same again changes nothing.
  const auto passphrase = dmp::files::read_secret_file(words[3]);
  if (!passphrase) {
    return tell(passphrase.error());
  }
  const auto made = dmp::csr::make_orders({.dossier = *dossier.value,
                                           .sites = admission.admitted,
                                           .policy = policy,
                                           .workspace = words[2],
                                           .passphrase = &*passphrase,
                                           .now = now,
                                           .user = "integrator",
                                           .jobs = 2});
  if (!made) {
    return tell(made.error());
  }
  int code = 0;
  for (const auto& failure : made->failures) {
    code = tell(failure.error);
  }
  for (const auto& order : made->orders) {
    const auto path = order.folder / "request.csr";
    const auto request = dmp::files::read_file(path);
    if (!request) {
      return tell(request.error());
    }
    // 4. Each request against the dossier, as the portal will get it.
    const auto verified = dmp::csr::verify({.inputs = {{path.string(), *request}},
                                            .by = {.dossier = &*dossier.value, .policy = policy}});
    tell(verified.findings);
    code = dmp::has_at_least(verified.findings, dmp::Severity::error) ? 1 : code;
  }
  // 5. Where all orders stand.
  for (const auto& [order, folder] : dmp::csr::list_orders(words[2]).orders) {
    std::cout << (folder / "request.csr").string() << '\t' << to_string(order.state) << '\t'
              << order.service << '\n';
  }
  return code;
}
