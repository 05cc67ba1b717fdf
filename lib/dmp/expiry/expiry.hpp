#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/date.hpp"
#include "dmp/base/error.hpp"
#include "dmp/base/secret.hpp"
#include "dmp/base/stop.hpp"
#include "dmp/model/certificate_row.hpp"
#include "dmp/model/dossier.hpp"
#include "dmp/policy/policy.hpp"
#include "dmp/x509/revocation_checker.hpp"

/// What ends when, over files, folders, workspaces, dossiers and what servers showed.
namespace dmp::expiry {

/// Threshold is a notice before the end: days, or a part of the certificate's whole life.
struct Threshold {
  int amount = 0;
  bool percent = false;

  /// reached tells whether so many days, of a life of so many, are within the notice.
  [[nodiscard]] bool reached(int days_left, int life) const {
    return percent ? static_cast<long>(days_left) * 100 <= static_cast<long>(life) * amount
                   : days_left <= amount;
  }
  bool operator==(const Threshold&) const = default;
};

/// parse_threshold reads "90", "90d", "12w" or "10%"; nothing for any other text, past 100 years or
/// past 100 %.
std::optional<Threshold> parse_threshold(std::string_view text);

/// Filter keeps rows; what is empty does not matter.
struct Filter {
  std::vector<model::Usage> usages = {};
  /// Identifiants nationaux, or the numbers without their first digit.
  std::vector<std::string> structures = {};
  std::vector<model::Environment> environments = {};
  std::optional<Date> expires_before = {};  ///< Only what ends before this day; missing ones too.
};

struct Request {
  /// Files, and folders that are walked recursively in the order of names; links are followed after
  /// everything else, those of other users last. Paths that other users could lead elsewhere come
  /// after all others. A file that is reached a second time, by a link or by another path, does not
  /// count again; but where a single folder is gone through, no memory is spent on files that
  /// neither show anything nor claim to.
  std::vector<std::filesystem::path> paths;
  /// Files and folders that are passed over: a pattern of the shell (fnmatch) for the name, or for
  /// the whole path where it has a slash. What is named in `paths` is looked at all the same.
  std::vector<std::string> ignore;
  /// Workspaces of orders, which are gone through as folders. Which certificate of an order is in
  /// service where is known from the record (record::read_orders): what its targets show is looked
  /// at wherever they are, the states of orders count for their certificates wherever these lie,
  /// and a certificate that is installed and cannot be seen is a row with `recorded`.
  std::vector<std::filesystem::path> workspaces = {};
  /// Content that the caller has already read, e.g. standard input.
  struct Given {
    std::string name;
    Bytes content;
  };
  std::vector<Given> given;
  /// What a server showed, or why it, or any other source of the caller, showed nothing.
  struct Shown {
    std::string name;
    Result<std::vector<model::CertificateSummary>> certificates = {};
    std::vector<x509::Certificate> whole = {};  ///< The same, where revocation is to be asked.
  };
  std::vector<Shown> shown;
  /// A dossier whose sites must each have their certificates; `file` is for the command to renew.
  struct Expected {
    const model::Dossier* dossier = nullptr;
    std::string file;
    /// The rules that block a site's order, by its id: no request is proposed for it.
    std::map<std::string, std::vector<std::string>> blocked = {};
  };
  std::vector<Expected> dossiers;
  /// For PKCS#12 whose certificates are encrypted too; each is tried.
  std::vector<const Secret*> passphrases;
  Instant now;
  Threshold warn{90};
  Threshold critical{30};
  const policy::Policy* policy = nullptr;  ///< Null: the first built-in edition.
  std::string policy_argument;     ///< For the command to renew; empty: the default edition.
  std::string workspace_argument;  ///< For the command to renew; empty: the default workspace.
  /// Null: nobody is asked.
  const x509::RevocationCheck* revocation = nullptr;
  /// Beside those that are found: whose certificates can be asked about.
  std::vector<x509::Certificate> authorities;
  Filter filter;
  unsigned jobs = 1;
  StopRequested stop;  ///< Asked between two files, on any thread.
};

/// Row is one certificate and all its places, the remarks' ids being EXPIRY-REMARK-….
/// `critical`: expired, missing, or ends within the request's `critical`; for authorities too.
/// `due`: expired, missing, or it or its chain ends within `warn` or `critical`, whichever is
/// longer; never for an authority
/// (CertificateSummary::is_ca), unless a server shows it as its own, nor for what is superseded or
/// of an order that was marked as revoked and is shown by no target. What its authority says it
/// revoked is due.
using Row = model::CertificateRow;

struct Outcome {
  /// Sorted: what was revoked, what is missing, what has expired, what else alarms, what does not,
  /// what was superseded; authorities after all of these. Within each by end and then
  /// source.
  std::vector<Row> rows;
  /// Files that could not be read, and why; they never stop the run.
  std::vector<Error> broken;
  /// Revocation lists whose announced changes were not at hand (x509::Revocation::without_delta).
  std::vector<std::string> without_delta = {};
  int files = 0;         ///< Files, given contents and servers looked at.
  int due = 0;           ///< Rows with `due`.
  int owed = 0;          ///< Of `broken`: about what was named, rather than met in a folder.
  int certificates = 0;  ///< Different ones that were found, whatever the filter keeps.
  bool interrupted = false;
};

/// row_of rates one certificate at a moment. A certificate is valid up to and including the second
/// of CertificateSummary::ends_at.
Row row_of(model::CertificateSummary facts, std::string source, Instant as_of, Threshold warn,
           Threshold critical);

/// expiry looks at every file. A path that is named and does not exist, or holds no certificate, is
/// in `broken`; inside folders, files that are no certificates at all are passed over, while those
/// that claim to be one by their name or by a PEM label are in `broken` when they cannot be read.
///
/// A certificate is superseded when a newer one of the same structure, usage, environment and
/// service lies in every folder where it lies, or when the order.json beside it or the order of a
/// workspace that names it says so.
/// Revocation is asked of what is in service only: neither expired nor superseded.
/// Error ids: those of files::read_file and x509::read_summaries, EXPIRY-NO-CERTIFICATE,
/// EXPIRY-FOLDER-UNREADABLE, EXPIRY-LINK-FOREIGN, EXPIRY-REPLACED, EXPIRY-WORK (files of other
/// users take too long to open), EXPIRY-REVOCATION-NO-ISSUER (input) and EXPIRY-ENCRYPTED (secret),
/// each with `file`; EXPIRY-FILTER-NONE with `count`, EXPIRY-STRUCTURE-NONE with `structure`
/// (input); those of record::read_order, and of x509::RevocationChecker::ask.
Outcome expiry(const Request& request);

}  // namespace dmp::expiry
