#pragma once

#include <filesystem>
#include <string>

#include "support/fixture.hpp"

namespace dmp::test {

/// Rehearsal is the rehearsal authority with a dossier of two real establishments. One authority
/// serves all tests of an executable and lies beside it: making one takes seconds.
class Rehearsal {
 public:
  Rehearsal() {
    const auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    authority_ = folder / "rehearsal-authority";
    dossier_ = work_ / "dossier.json";
    spill(dossier_, kDossier);
    command("init", "");
  }

  /// The dossier that the authority composes subjects from.
  static constexpr auto kDossier = R"({
  "version": 2,
  "environment": "rehearsal",
  "legal_entities": [
    { "finess": "010780054", "name": "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT" }
  ],
  "establishments": [
    { "id": "fleyriat", "name": "CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT",
      "finess": "010000024", "legal_entity": "010780054", "department": "01",
      "category": "es", "certificates": [] },
    { "id": "fleming", "name": "CENTRE HOSPITALIER LOUIS CONSTANT FLEMING",
      "finess": "970100400", "department": "971",
      "category": "es", "certificates": [] }
  ]
})";

  /// make_key returns the path of an RSA key that this object has not given out before; encrypted
  /// with `passphrase` when given. The keys themselves are made once for all tests, since that is
  /// slow.
  std::filesystem::path make_key(const std::string& name, const std::string& passphrase = {}) {
    const auto kept = authority_ / ("key-" + std::to_string(++keys_) + ".pem");
    const auto path = work_ / (name + ".key");
    sh("[ -e " + quoted(kept) +
       " ] || { openssl genpkey -quiet -algorithm RSA -pkeyopt "
       "rsa_keygen_bits:2048 -out " +
       quoted(kept) + ".$$ && mv -n " + quoted(kept) + ".$$ " + quoted(kept) + "; }");
    sh("openssl pkey -in " + quoted(kept) + " -out " + quoted(path) +
       (passphrase.empty() ? "" : " -aes-256-cbc -passout " + quoted("pass:" + passphrase)));
    sh("chmod 600 " + quoted(path));
    return path;
  }

  /// issue makes a certificate for a key. `more` are options of the authority's `issue`.
  std::filesystem::path issue(const std::string& name, const std::string& usage,
                              const std::filesystem::path& key, const std::string& more = {},
                              const std::string& passphrase = {}) {
    const auto request = work_ / (name + ".csr");
    const auto path = work_ / (name + ".pem");
    sh("openssl req -new -subj /CN=request -key " + quoted(key) + " -out " + quoted(request) +
       " -passin " + quoted("pass:" + passphrase));
    const auto site = more.find("--site ") == std::string::npos ? " --site fleyriat " : " ";
    command("issue", "--dossier " + quoted(dossier_) + site + "--usage " + usage + " --csr " +
                         quoted(request) + " --out " + quoted(path) + " " + more);
    return path;
  }

  /// issue_card makes the two keys and certificates of a card: NAME-auth and NAME-sign, each .key
  /// and .pem, in the folder of work. `more` are options of the authority's `issue-card`.
  void issue_card(const std::string& name, const std::string& type, const std::string& number,
                  const std::string& more = {}) {
    make_key(name + "-auth");
    make_key(name + "-sign");
    command("issue-card", "--for-my-keys --type " + type + " --card-number " + number +
                              " --family-name MARTIN --given-names Claire --out-prefix " +
                              quoted(work_ / name) + " " + more);
  }

  /// p12 wraps certificate, chain and key as the portal does.
  std::filesystem::path p12(const std::string& name, const std::filesystem::path& certificate,
                            const std::filesystem::path& key, const std::string& passphrase) {
    const auto path = work_ / (name + ".p12");
    const auto secret = work_ / (name + ".secret");
    spill(secret, passphrase + "\n");
    command("p12", "--cert " + quoted(certificate) + " --key " + quoted(key) + " --password-file " +
                       quoted(secret) + " --out " + quoted(path));
    return path;
  }

  /// p7b wraps certificate and chain.
  std::filesystem::path p7b(const std::string& name, const std::filesystem::path& certificate) {
    const auto path = work_ / (name + ".p7b");
    command("p7b", "--cert " + quoted(certificate) + " --out " + quoted(path));
    return path;
  }

  /// The file of the authority's folder, e.g. "root.pem".
  [[nodiscard]] std::filesystem::path file(const std::string& name) const {
    return authority_ / name;
  }
  [[nodiscard]] std::filesystem::path work(const std::string& name) const { return work_ / name; }

  static std::string quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }

  /// sh runs a command that has to succeed and returns what it said.
  static std::string sh(const std::string& line) {
    std::string output;
    CAPTURE(line);
    const int status = run(line, &output);
    CAPTURE(output);
    REQUIRE(status == 0);
    return output;
  }

 private:
  void command(const std::string& name, const std::string& options) {
    sh("REHEARSAL_CA_FAST=1 " + quoted(DMP_SOURCE_DIR "/tests/support/rehearsal-ca/rehearsal-ca") +
       " " + name + " " + quoted(authority_) + " " + options);
  }

  TemporaryFolder work_;
  std::filesystem::path authority_;
  std::filesystem::path dossier_;
  int keys_ = 0;
};

}  // namespace dmp::test
