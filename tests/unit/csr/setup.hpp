#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <regex>
#include <string>
#include <vector>

#include "dmp/csr/csr.hpp"
#include "dmp/documents/order_document.hpp"
#include "dmp/model/luhn.hpp"
#include "dmp/policy/policy.hpp"
#include "support/fixture.hpp"
#include "support/values.hpp"

namespace dmp::test {

inline model::Finess finess(std::string_view text) {
  const auto parsed = model::Finess::parse(text);
  REQUIRE(parsed);
  return parsed->value;
}

inline const policy::Policy& procedure() { return *policy::find_policy("ans-2021-09-30"); }

inline model::Establishment fleyriat() {
  model::Establishment site;
  site.id = "fleyriat";
  site.name = "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT";
  site.finess_geographic = finess("010000024");
  site.finess_juridical = finess("010780054");
  site.legal_entity = std::make_shared<model::LegalEntity>(
      model::LegalEntity{site.finess_juridical, "CENTRE HOSPITALIER DE BRESSE", {}, {}, {}});
  site.department = "01";
  site.certificates = {{model::Usage::auth_cli, model::FinessKind::geographic},
                       {model::Usage::sign, model::FinessKind::geographic}};
  return site;
}

/// Bench is a dossier, a workspace and what is asked of them.
struct Bench {
  TemporaryFolder folder;
  model::Dossier dossier;

  Bench() { dossier.establishments.push_back(fleyriat()); }

  [[nodiscard]] std::filesystem::path workspace() const { return folder / "workspace"; }
  [[nodiscard]] std::filesystem::path order(const std::string& usage,
                                            const std::string& number = "010000024") const {
    return workspace() / number / usage;
  }
  [[nodiscard]] csr::Request request() const {
    return {.dossier = dossier,
            .sites = model::select_sites(dossier, {}).sites,
            .policy = procedure(),
            .workspace = workspace(),
            .plain_key = true,
            .now = *parse_instant("2026-11-23T10:00:00Z"),
            .user = "claire"};
  }
  /// add_sites adds hospitals of Ain with numbers that have the right key.
  void add_sites(int count) {
    for (int i = 0; i < count; ++i) {
      auto number = "01" + std::to_string(100000 + i) + "0";
      number.back() = model::luhn_key(number);
      auto site = fleyriat();
      site.id = "site-" + std::to_string(i);
      site.name = "HÔPITAL N° " + std::to_string(i);
      site.finess_geographic = finess(number);
      dossier.establishments.push_back(site);
    }
  }
  /// quick is a request whose keys cost next to nothing (EC), made by several threads.
  [[nodiscard]] csr::Request quick() const {
    auto quick = request();
    quick.generate = [](const x509::KeySpec&, const StopRequested& stop) {
      return x509::openssl_generator()({x509::KeySpec::Kind::ec, 256}, stop);
    };
    quick.jobs = 2;
    return quick;
  }
  [[nodiscard]] csr::Outcome make(const csr::Request& request) const {
    auto outcome = csr::make_orders(request);
    if (!outcome) {
      FAIL(outcome.error().id);
    }
    return std::move(*outcome);
  }
  [[nodiscard]] csr::Outcome make() const { return make(request()); }
};

/// What a tree of files is: contents and times of change, by path; without the lock and the index,
/// which tells of all orders and is tested by itself.
using Picture = std::map<std::string, std::pair<std::string, std::filesystem::file_time_type>>;

inline Picture picture_of(const std::filesystem::path& root) {
  Picture picture;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const auto name = entry.path().filename();
    if (entry.is_regular_file() && name != ".lock" && name != "index.csv") {
      picture[entry.path().string()] = {slurp(entry.path()), entry.last_write_time()};
    }
  }
  return picture;
}

inline std::string quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

/// output_of runs a command that must succeed.
inline std::string output_of(const std::string& command) {
  std::string output;
  const int status = run(command, &output);
  INFO(command << "\n" << output);
  REQUIRE(status == 0);
  return output;
}

inline Secret secret(std::string_view text) { return Secret(as_bytes(text)); }

inline model::Order order_in(const std::filesystem::path& folder) {
  auto order = documents::read_order(slurp(folder / "order.json"), "order.json");
  REQUIRE(order);
  return std::move(*order);
}

/// The types and values of the subject as openssl parses them, in DER order.
inline std::string subject_fields(const std::filesystem::path& request) {
  const auto parsed = output_of("openssl req -in " + quoted(request) +
                                " -outform DER | openssl asn1parse -inform DER");
  std::string fields;
  const std::regex field(R"((OBJECT|PRINTABLESTRING|UTF8STRING|IA5STRING|T61STRING) +:(.*))");
  for (std::sregex_iterator i(parsed.begin(), parsed.end(), field), end; i != end; ++i) {
    if ((*i)[2] == "rsaEncryption") {
      break;
    }
    fields += ((*i)[1] == "OBJECT" ? std::string() : (*i)[1].str() + " ") + (*i)[2].str() +
              ((*i)[1] == "OBJECT" ? " " : "\n");
  }
  return fields;
}

}  // namespace dmp::test
