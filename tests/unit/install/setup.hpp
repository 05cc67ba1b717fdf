#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "dmp/documents/order_document.hpp"
#include "dmp/install/install.hpp"
#include "support/catalogue.hpp"
#include "support/rehearsal.hpp"
#include "support/values.hpp"

namespace dmp::test {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

inline Secret secret(std::string_view text) { return Secret(as_bytes(text)); }

inline install::Source source(const fs::path& path) {
  return {path.string(), std::make_shared<const Secret>(as_bytes(slurp(path))), {}};
}

inline install::Target pem_at(const fs::path& path) {
  install::Target target;
  target.path = path;
  return target;
}

inline install::Target pkcs12_at(const fs::path& path, const Secret* passphrase) {
  install::Target target;
  target.kind = install::Target::Kind::pkcs12;
  target.path = path;
  target.passphrase = passphrase;
  return target;
}

inline model::Establishment site(const std::string& id, const std::string& name,
                                 const std::string& finess, const std::string& department) {
  model::Establishment result;
  result.id = id;
  result.name = name;
  result.finess_geographic = model::Finess::parse(finess)->value;
  result.department = department;
  return result;
}

/// Bench is a rehearsal authority, a dossier that it knows, a workspace and a place to install to.
class Bench {
 public:
  Bench() {
    dossier.environment = model::Environment::rehearsal;
    dossier.establishments = {
        site("fleyriat", "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT", "010000024", "01"),
        site("fleming", "CENTRE HOSPITALIER LOUIS CONSTANT FLEMING", "970100400", "971")};
    dossier.establishments[0].finess_juridical = model::Finess::parse("010780054")->value;
    fs::create_directory(workspace());
  }

  Rehearsal rehearsal;
  TemporaryFolder place;
  model::Dossier dossier;

  [[nodiscard]] fs::path workspace() const { return place / "workspace"; }
  [[nodiscard]] fs::path pem() const { return place / "pem"; }
  [[nodiscard]] fs::path order_folder(const std::string& usage) const {
    return workspace() / "010000024" / usage;
  }

  /// order puts a key and its order into the workspace, as `csr` does.
  fs::path order(const std::string& usage, const std::string& passphrase = {},
                 const std::string& below = {}) {
    const auto folder = order_folder(usage) / below;
    fs::create_directories(folder);
    const auto key = rehearsal.make_key(usage + below, passphrase);
    fs::copy_file(key, folder / "key.pem");
    model::Order order;
    order.site = "fleyriat";
    order.site_name = dossier.establishments[0].name;
    order.usage = *model::parse_usage(usage);
    order.finess = "010000024";
    order.structure = "1010000024";
    order.service = usage == "SIGN" ? "DMP SIGNATURE" : "DMP AUTHENTIFICATION";
    order.environment = dossier.environment;
    order.state = model::OrderState::ready;
    order.key_algorithm = "rsa:2048";
    order.key_encrypted = !passphrase.empty();
    order.public_key_sha256 = public_key_sha256(key, passphrase);
    order.history = {{model::OrderState::ready, now(), "claire", "", {}}};
    spill(folder / "order.json", documents::write_order(order));
    return key;
  }

  void change_order(const fs::path& folder, const std::function<void(model::Order&)>& change) {
    auto order = read_order(folder);
    change(order);
    spill(folder / "order.json", documents::write_order(order));
  }

  static model::Order read_order(const fs::path& folder) {
    auto order = documents::read_order(slurp(folder / "order.json"), "order.json");
    REQUIRE(order);
    return std::move(*order);
  }

  fs::path issue(const std::string& name, const std::string& usage, const fs::path& key,
                 const std::string& more = {}, const std::string& passphrase = {}) {
    const auto dated = more.find("--not-before") == std::string::npos
                           ? "--not-before 20261120090000Z " + more
                           : more;
    return rehearsal.issue(name, usage, key, dated, passphrase);
  }

  static Instant now() { return *parse_instant("2026-11-23T10:00:00Z"); }

  [[nodiscard]] install::Request request(const std::vector<fs::path>& delivered) const {
    install::Request request;
    for (const auto& path : delivered) {
      request.delivered.push_back(source(path));
    }
    request.trusted = {source(rehearsal.file("trust/root.pem")),
                       source(rehearsal.file("trust/intermediate.pem"))};
    request.trust_rule = x509::TrustRule::self_signed;
    request.dossier = &dossier;
    request.policy = *policy::find_policy("ans-2021-09-30");
    request.workspace = workspace();
    request.now = now();
    request.user = "claire";
    return request;
  }

  static std::string public_key_sha256(const fs::path& key, const std::string& passphrase = {}) {
    return Rehearsal::sh("openssl pkey -pubout -outform DER -in " + Rehearsal::quoted(key) +
                         " -passin " + Rehearsal::quoted("pass:" + passphrase) + " | sha256sum")
        .substr(0, 64);
  }
};

inline install::Outcome done(const install::Request& request) {
  auto outcome = install::install(request);
  if (!outcome) {
    FAIL(outcome.error().id);
  }
  return std::move(*outcome);
}

/// check_said fails when a text lacks a value or a translation.
inline void check_said(const std::string& id, const Args& args) {
  for (const auto language : {Language::english, Language::french}) {
    CAPTURE(id);
    CHECK(wording(language).text(id, args) != id);
    CHECK(wording(language).text(id, args).find('{') == std::string::npos);
    CHECK(wording(language).remedy(id, args).find('{') == std::string::npos);
    CHECK_FALSE(wording(language).remedy(id, args).empty());
  }
}

/// failure is the id of the error that a request meets.
inline std::string failure(const install::Request& request) {
  const auto outcome = install::install(request);
  if (outcome) {
    return {};
  }
  check_said(outcome.error().id, outcome.error().args);
  return outcome.error().id;
}

/// rules are the findings of all certificates of an outcome.
inline Words rules(const install::Outcome& outcome, Severity severity = Severity::error) {
  Words found;
  for (const auto& certificate : outcome.certificates) {
    for (const auto& finding : certificate.findings) {
      check_said(finding.rule, finding.args);
      if (finding.severity == severity) {
        found.push_back(finding.rule);
      }
    }
  }
  return found;
}

/// What a tree of files is: contents and times of change, by path. The lock is no content.
using Picture = std::map<std::string, std::pair<std::string, fs::file_time_type>>;

inline Picture picture_of(const fs::path& root) {
  Picture picture;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().filename() == ".lock") {
      continue;
    }
    picture[entry.path().string()] = {entry.is_regular_file() ? slurp(entry.path()) : "",
                                      entry.last_write_time()};
    if (entry.is_directory()) {
      picture[entry.path().string()].second = {};  // changed by the lock
    }
  }
  return picture;
}

inline std::string mode_of(const fs::path& path) {
  return Rehearsal::sh("stat -c %a " + Rehearsal::quoted(path)).substr(0, 3);
}

}  // namespace dmp::test
