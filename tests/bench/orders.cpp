#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>

#include "dmp/csr/csr.hpp"
#include "dmp/model/luhn.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/secure_memory.hpp"

/// bench_orders new|premade SITES JOBS FOLDER: a batch of both orders of so many sites, with keys
/// that are made for it or with some that were made before. Prints wall and processor seconds of
/// the batch and the largest memory of the process in bytes.
namespace {

using namespace dmp;

model::Dossier dossier_of(int count) {
  model::Dossier dossier;
  dossier.environment = model::Environment::rehearsal;
  for (int i = 0; i < count; ++i) {
    auto number = "01" + std::to_string(100000 + i) + "0";
    number.back() = model::luhn_key(number);
    model::Establishment site;
    site.id = "site-" + std::to_string(i);
    site.name = "CENTRE HOSPITALIER NUMÉRO " + std::to_string(i);
    site.department = "01";
    site.finess_geographic = model::Finess::parse(number)->value;
    dossier.establishments.push_back(std::move(site));
  }
  return dossier;
}

/// Gives keys out that were made before, RSA 2048 as others: reading one costs a tenth of a
/// millisecond, which the figures include.
x509::KeyGenerator premade() {
  auto pool = std::make_shared<std::vector<Secret>>();
  for (int i = 0; i < 8; ++i) {
    pool->push_back(*x509::default_generator()({}, {})->pem());
  }
  auto next = std::make_shared<std::atomic<std::size_t>>(0);
  return [pool, next](const x509::KeySpec&, const StopRequested&) {
    return x509::PrivateKey::read((*pool)[(*next)++ % pool->size()].view(), "premade");
  };
}

}  // namespace

int main(int count, char** words) {
  const std::string what = count == 5 ? words[1] : "";
  if (what != "new" && what != "premade") {
    std::cerr << "usage: bench_orders new|premade SITES JOBS FOLDER\n";
    return 2;
  }
  x509::use_secure_memory();
  const auto dossier = dossier_of(std::atoi(words[2]));
  csr::Request request{.dossier = dossier,
                       .sites = model::select_sites(dossier, {}).sites,
                       .policy = policy::builtin_policies().front(),
                       .workspace = words[4],
                       .plain_key = true,
                       .now = *parse_instant("2026-11-23T10:00:00Z"),
                       .user = "bench",
                       .jobs = static_cast<unsigned>(std::atoi(words[3]))};
  if (what == "premade") {
    request.generate = premade();
  }
  const auto start = std::chrono::steady_clock::now();
  const auto processor = std::clock();
  const auto outcome = csr::make_orders(request);
  if (!outcome || !outcome->failures.empty() ||
      outcome->orders.size() != 2 * dossier.establishments.size()) {
    std::cerr << "not all orders were made\n";
    return 1;
  }
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  std::cout << std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()
            << ' ' << static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC << ' '
            << usage.ru_maxrss * 1024 << '\n';
  return 0;
}
