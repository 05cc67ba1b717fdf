#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "dmp/core/bytes.hpp"
#include "dmp/core/date.hpp"
#include "dmp/core/error.hpp"
#include "dmp/core/secret.hpp"
#include "dmp/core/stop.hpp"
#include "dmp/model/certificate_facts.hpp"

/// What ends when, over files and folders.
namespace dmp::expiry {

struct Request {
  /// Files, and folders that are walked recursively in the order of names. A file that is reached a
  /// second time, by a link or by another path, is not looked at again.
  std::vector<std::filesystem::path> paths;
  /// Content that the caller has already read, e.g. standard input.
  struct Given {
    std::string name;
    Bytes content;
  };
  std::vector<Given> given;
  const Secret* passphrase = nullptr;  ///< For PKCS#12 whose certificates are encrypted too.
  Instant as_of;
  int warn_days = 90;
  int critical_days = 30;
  StopRequested stop;
};

/// Row is one certificate of one place.
struct Row {
  std::string source;
  model::CertificateFacts facts;
  model::CertificateStatus status = model::CertificateStatus::valid;
  Date ends_on;  ///< UTC day of CertificateFacts::ends_at.
  /// Days of the UTC calendar from `as_of` to `ends_on`: 0 on the last day, negative after it.
  int days_left = 0;
  bool critical = false;  ///< Expired, or ends within critical_days; for authorities too.
  /// Expired, or ends within warn_days; never for an authority (CertificateFacts::is_ca).
  bool due = false;
};

struct Outcome {
  std::vector<Row> rows;  ///< Sorted by end, then source.
  /// Files that could not be read, and why; they never stop the run.
  std::vector<Error> broken;
  int files = 0;  ///< Files and given contents looked at.
  int due = 0;    ///< Rows with `due`.
  bool interrupted = false;
};

/// row_of rates one certificate at a moment. A certificate is valid up to and including the second
/// of CertificateFacts::ends_at.
Row row_of(model::CertificateFacts facts, std::string source, Instant as_of, int warn_days,
           int critical_days);

/// expiry looks at every file. A path that is named and does not exist, or holds no certificate, is
/// in `broken`; inside folders, files that are no certificates at all are passed over, while those
/// that claim to be one by their name or by a PEM label are in `broken` when they cannot be read.
/// Error ids: those of files::read_file and x509::read_contents, EXPIRY-NO-CERTIFICATE,
/// EXPIRY-FOLDER-UNREADABLE (input) and EXPIRY-ENCRYPTED (secret), each with `file`.
Outcome expiry(const Request& request);

}  // namespace dmp::expiry
