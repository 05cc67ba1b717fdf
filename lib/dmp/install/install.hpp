#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/finding.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/install/commands.hpp"
#include "dmp/model/certificate_facts.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/revocation_checker.hpp"

/// From the file that the portal delivers to key, certificate and chain in place.
namespace dmp::install {

/// Source is one delivered file; a ZIP archive stands for the files in it.
struct Source {
  std::string name;
  std::shared_ptr<const Secret> content;  ///< It may hold a key, and stays while commands run.
  /// Folder or archive in which it was found; empty: a person named it. What was found is passed
  /// over when it holds no certificate.
  std::string folder;
  /// Why no private key in it is taken: somebody else owns it, or could change or read it.
  std::optional<Error> foreign = std::nullopt;
  /// A file that somebody opened for us: by which way, perhaps another's link, is not known.
  bool by_descriptor = false;
};

/// Target is one place that certificates are put to, with the versions before it kept beside it
/// (files::Place). In `path`, {structure}, {usage} and {site} stand for those of the certificate.
struct Target {
  enum class Kind {
    pem,         ///< Folder of key, certificate, fullchain and chain: `<path>/<structure>/<USAGE>`,
                 ///< or `path` itself where it has one of those words.
    pkcs12,      ///< PKCS#12 file.
    java,        ///< The same, its alias in Java's form.
    jks,         ///< Java's old keystore, for software that reads nothing else.
    haproxy,     ///< Certificate, key and chain in one file.
    trust,       ///< Authorities of all the chains, PEM.
    java_trust,  ///< The same as PKCS#12 that Java trusts.
  };
  Kind kind = Kind::pem;
  std::filesystem::path path;
  std::optional<model::Usage> usage;     ///< Only certificates of this usage.
  std::string structure;                 ///< Only those of this structure (its OU, or its number).
  const Secret* passphrase = nullptr;    ///< Of the keystore.
  std::string alias;                     ///< Friendly name; empty: made of service and structure.
  bool compatible = false;               ///< x509::Pkcs12Form::compatible.
  std::optional<unsigned> mode;          ///< Of files with a key; otherwise as before, or 0600.
  std::optional<unsigned> owner, group;  ///< Numbers; otherwise as before, or of who runs this.
};
/// to_string returns the kind's word in plans: "pem", "pkcs12", "java", "jks", "haproxy", "trust",
/// "java-trust"; parse_target_kind reads it.
std::string_view to_string(Target::Kind kind);
std::optional<Target::Kind> parse_target_kind(std::string_view word);

/// One certificate of the delivery, judged. Findings (rule ids) of key and order: INSTALL-NO-KEY,
/// INSTALL-WRONG-KEY, INSTALL-SWAPPED (AUTH_CLI and SIGN), INSTALL-OTHER-SITE,
/// INSTALL-KEY-ELSEWHERE (info), INSTALL-ENVIRONMENT, INSTALL-ORDER-STATE (the order was revoked or
/// never sent), INSTALL-ORDER-UNREAD (warning: the order may be one that cannot be read); those of
/// the rules over certificates that neither edition nor dossier soften; of revocation
/// INSTALL-REVOKED, INSTALL-AUTHORITY-REVOKED, INSTALL-OCSP-NO-NONCE (info) and those of
/// x509::RevocationChecker::ask.
struct Judged {
  std::string source;
  model::CertificateFacts facts;
  std::string site;                      ///< Id in the dossier, or "".
  std::vector<x509::Certificate> chain;  ///< Leaf first.
  Findings findings;
  bool key_found = false;
  std::string key_place;
  [[nodiscard]] bool accepted() const { return !has_at_least(findings, Severity::error); }
};

/// Stage is how far the user lets an installation go: what is delivered is verified, then all is
/// found out that an installation would do, then it is done.
enum class Stage { verify, rehearse, install };

struct Request {
  std::vector<Source> delivered;
  std::vector<Source> trusted;  ///< Files of authority certificates named by --trust.
  x509::TrustRule trust_rule = x509::TrustRule::known;
  const model::Dossier* dossier = nullptr;
  policy::Policy policy;
  std::optional<std::filesystem::path> workspace;
  std::optional<Source> key_file;      ///< A key named by hand (--key-file).
  const Secret* passphrase = nullptr;  ///< Of the P12 or the encrypted key.
  std::optional<model::Usage>
      expected_usage;  ///< --usage; otherwise the order's, when there is one.
  /// Where the certificates go. Without one of PEM files they go to the order's own folder too,
  /// whose key.pem is never rewritten.
  std::vector<Target> targets;
  std::size_t keep = 3;  ///< Versions before the new one that stay.
  Commands commands;
  x509::RevocationCheck revocation;
  /// A key file is copied as it lies. A key that has no PEM file of its own (out of a P12) is
  /// written encrypted with `passphrase`, when there is one. With plain_key every key goes to
  /// its target in clear, for services that start without a person.
  bool plain_key = false;
  /// A certificate may take the place of one of the same structure and usage that was issued after
  /// it.
  bool older = false;
  Instant now;  ///< The moment at which certificates are judged.
  /// The moment that history and journal get; `now` when absent.
  std::optional<Instant> recorded_at;
  std::string user;
  Stage stage = Stage::install;
  StopRequested stop;
};

/// PlannedFile is one file of the plan and what happens to it.
struct PlannedFile {
  enum class Act { create, replace, keep };
  std::filesystem::path path;
  int mode = 0;
  Act act = Act::create;
  std::optional<int> former_mode = std::nullopt;  ///< Of the file that is there.
};
/// to_string returns "create", "replace" or "keep".
std::string_view to_string(PlannedFile::Act act);

/// InstalledPlace is a place of the plan and the usage of its certificate (none: a trust store),
/// and which certificates leave it and come to it; of a trust store those of authorities.
struct InstalledPlace {
  std::filesystem::path path;
  Target::Kind kind = Target::Kind::pem;
  std::optional<model::Usage> usage;
  std::vector<model::CertificateFacts> leaving;
  std::vector<model::CertificateFacts> coming;
};

/// Completed is a run that was cut short, and that this one finished before it did anything else.
struct Completed {
  std::string act;  ///< "install" or "rollback"
  std::string run;
  std::vector<std::string> left_alone;  ///< Targets that somebody changed meanwhile.
};

struct Outcome {
  std::vector<Judged> certificates;
  /// Where nothing is wrong with any certificate by itself: the other errors of the rules over
  /// certificates, which keep the delivery out as well.
  Findings findings;
  std::vector<InstalledPlace> places;
  std::vector<x509::Certificate> authorities;  ///< What the trust stores hold.
  std::vector<PlannedFile> files;
  bool changed = false;      ///< Something was written.
  bool accepted = false;     ///< Every certificate was accepted; nothing is written otherwise.
  bool interrupted = false;  ///< `stop` said so before anything was written.
  std::string run;           ///< Name of what was changed, for going back.
  std::vector<Completed> completed;
  /// A run that was cut short had commands that were not run, and this one has none.
  bool untold = false;
  std::vector<CommandRun> commands;
};

/// install verifies everything before it writes anything. All targets are made beside what is there
/// and then exchanged, each in one step; the test and the reload follow, and where one fails
/// everything is put back and the reload run again. Then the order is marked installed, those
/// before it superseded, and the journal gets its lines. `chain.pem` holds the authorities up to
/// the root, `fullchain.pem` the certificate and the authorities below the root. A keystore that
/// opens with its passphrase and holds the same things is kept. What a run is to reach is written
/// down before its first change (`pending.json` beside the versions, or in the workspace): where it
/// was killed, or where putting back failed, the next run at one of these places finishes it first,
/// with its own commands. Error ids: those of files::read_archive, x509::read_contents,
/// x509::read_keys, files (WORKSPACE-…, PLACE-… among them) and x509::make_pkcs12; INSTALL-NO-LEAF,
/// INSTALL-FOLDER-EMPTY, INSTALL-COLLISION (input); INSTALL-NO-TARGET, INSTALL-PKCS12-PASSPHRASE,
/// INSTALL-PKCS12-EXISTS, INSTALL-MODE, INSTALL-MODE-GROUP, INSTALL-PLACE-WORD,
/// INSTALL-TARGET-IS-SOURCE (usage); INSTALL-OLDER (input); INSTALL-TEST-FAILED,
/// INSTALL-RELOAD-FAILED, INSTALL-NOT-PUT-BACK, INSTALL-NOT-RECORDED, INSTALL-PENDING
/// (environment).
Result<Outcome> install(const Request& request);

}  // namespace dmp::install
