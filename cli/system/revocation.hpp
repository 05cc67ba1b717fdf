#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "dmp/x509/revocation_checker.hpp"
#include "system/session.hpp"

/// The options that say whether and how authorities are asked if they took certificates back.
namespace dmp::cli {

struct RevocationOptions {
  std::string method;  ///< "none", "crl", "ocsp"; empty: as the other options say.
  bool soft = false;
  std::vector<std::string> crls;  ///< Files or addresses.
  std::string ocsp_url;
  std::string cache;
};

/// add_revocation_options adds --revocation, --revocation-soft, --crl, --ocsp-url and --crl-cache.
void add_revocation_options(CLI::App& command, RevocationOptions& options, const Session& session);

/// read_revocation makes the check of the options; the proxy is that of http_proxy and no_proxy,
/// and each exchange takes at most `timeout` seconds. Without --revocation, lists and a responder
/// that are named are asked. Error ids: CLI-EXCLUDES and CLI-NEEDS (usage: options of which one
/// would be passed over), those of read_named.
Result<x509::RevocationCheck> read_revocation(const RevocationOptions& options, int timeout);

}  // namespace dmp::cli
