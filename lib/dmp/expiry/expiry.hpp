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
  std::vector<std::filesystem::path> paths;  ///< Files and folders (walked recursively).
  /// Content that the caller has already read, e.g. standard input.
  struct Given {
    std::string name;
    Bytes content;
  };
  std::vector<Given> given;
  const Secret* passphrase = nullptr;
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
  Date ends_on;
  int days_left = 0;
  bool critical = false;
};

struct Outcome {
  std::vector<Row> rows;  ///< Sorted by end, then source.
  /// Files that could not be read, and why; they never stop the run.
  std::vector<Error> broken;
  int files = 0;  ///< Files looked at.
  int due = 0;    ///< Leaf certificates that are expired or end within warn_days.
  bool interrupted = false;
};

/// expiry looks at every file. A path that is named and does not exist, or holds no certificate, is in
/// `broken`; inside folders, files that are no certificates at all are passed over.
Outcome expiry(const Request& request);

}  // namespace dmp::expiry
