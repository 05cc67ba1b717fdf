// order DOSSIER WORKSPACE: makes the orders of every site of a dossier that may be ordered for.
#include <chrono>
#include <iostream>

#include "dmp/check/check.hpp"
#include "dmp/csr/csr.hpp"
#include "dmp/dossier/reading.hpp"
#include "dmp/files/read.hpp"
#include "dmp/policy/policy.hpp"

namespace {

int tell(const dmp::Error& error) {
  std::cerr << dmp::text(dmp::Language::english, error.id, error.args) << '\n';
  return 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: order DOSSIER WORKSPACE\n";
    return 2;
  }
  const auto content = dmp::files::read_file(words[1]);
  if (!content) {
    return tell(content.error());
  }
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  const auto& policy = dmp::policy::builtin_policies().front();
  const auto reading = dmp::dossier::read_dossier(dmp::as_text(*content), words[1]);
  const auto checked = dmp::check::check({{reading}, policy, dmp::date_of(now), {}});
  if (!checked.understood) {
    std::cerr << words[1] << ": not a dossier\n";
    return 1;
  }
  const auto made =
      dmp::csr::make_orders({.dossier = *reading.value,
                             .sites = dmp::model::select_sites(*reading.value, {}).sites,
                             .usages = {},
                             .policy = policy,
                             .workspace = words[2],
                             .now = now,
                             .user = "consumer",
                             .stop = {}});
  if (!made) {
    return tell(made.error());
  }
  for (const auto& order : made->orders) {
    std::cout << (order.folder / "request.csr").string() << '\n';
  }
  for (const auto& failure : made->failures) {
    tell(failure.error);
  }
  return made->failures.empty() ? 0 : 1;
}
