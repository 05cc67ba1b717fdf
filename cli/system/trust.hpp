#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "dmp/base/bytes.hpp"
#include "dmp/base/error.hpp"
#include "dmp/x509/certificate.hpp"
#include "dmp/x509/chain.hpp"
#include "system/session.hpp"

namespace dmp::cli {

/// TrustOptions are --trust, --trust-any and --trust-partial.
struct TrustOptions {
  std::vector<std::string> named;
  bool any = false;
  bool partial = false;

  [[nodiscard]] x509::TrustRule rule() const {
    return partial ? x509::TrustRule::named
           : any   ? x509::TrustRule::self_signed
                   : x509::TrustRule::known;
  }
};

/// add_trust_options adds them.
void add_trust_options(CLI::App& command, TrustOptions& options, const Session& session);

/// TrustFile is one file of --trust, or of a folder that it names.
struct TrustFile {
  std::string path;
  Bytes content;
  std::string folder;  ///< The folder that was named; empty: the file itself was.
};

/// read_trust_files reads all of them, those of a folder in the order of their names. Error ids:
/// those of read_named.
Result<std::vector<TrustFile>> read_trust_files(const TrustOptions& options);

/// read_trusted returns the certificates of all of them; what a folder has beside certificates is
/// passed over. Error ids: those of read_trust_files and x509::read_contents.
Result<std::vector<x509::Certificate>> read_trusted(const TrustOptions& options);

}  // namespace dmp::cli
