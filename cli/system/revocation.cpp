#include "system/revocation.hpp"

#include <chrono>
#include <filesystem>

#include "dmp/files/versions.hpp"
#include "dmp/files/write.hpp"
#include "dmp/net/exchange.hpp"
#include "dmp/net/web.hpp"
#include "dmp/x509/digest.hpp"
#include "system/choice.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

using Method = x509::RevocationCheck::Method;

/// Lists in a folder, each under the hash of its address.
x509::ListCache cache_in(const std::string& folder) {
  if (folder.empty()) {
    return {};
  }
  const auto path_of = [folder](const std::string& url) {
    return std::filesystem::path(folder) / (x509::sha256_hex(as_bytes(url)).substr(0, 32) + ".crl");
  };
  x509::ListCache cache;
  cache.find = [path_of](const std::string& url) -> std::optional<Bytes> {
    // A list of somebody else's could be an old one, from before a revocation, and so could one of
    // ours that somebody moved into a directory in which others make names.
    auto held = files::held_own(path_of(url));
    return held && *held && (*held)->lends_rights ? std::optional(std::move((*held)->content))
                                                  : std::nullopt;
  };
  cache.keep = [folder, path_of](const std::string& url, ByteView list) {
    // A cache that cannot be written is none; the answer stands.
    if (files::make_folder(folder)) {
      (void)files::write_file(path_of(url), list, files::kPublic, files::WriteMode::replace);
    }
  };
  return cache;
}

Error excludes(const std::string& first, const std::string& second) {
  return {ErrorKind::usage, "CLI-EXCLUDES", {arg("first", first), arg("second", second)}, {}};
}

/// Who names where to ask wants to be told; what cannot be asked together is refused, since to pass
/// one over in silence would let a revoked certificate through.
Result<Method> method_of(const RevocationOptions& options) {
  const auto* lists = !options.crls.empty()    ? "--crl"
                      : !options.cache.empty() ? "--crl-cache"
                                               : nullptr;
  const auto* responder = options.ocsp_url.empty() ? nullptr : "--ocsp-url";
  const auto stated = "--revocation " + options.method;
  if (options.method.empty()) {
    if (lists != nullptr && responder != nullptr) {
      return fail(excludes(lists, responder));
    }
    if (options.soft && lists == nullptr && responder == nullptr) {
      return fail(ErrorKind::usage, "CLI-NEEDS",
                  {arg("first", "--revocation-soft"), arg("second", "--revocation")});
    }
    return lists != nullptr ? Method::crl : responder != nullptr ? Method::ocsp : Method::none;
  }
  if (lists != nullptr && options.method != "crl") {
    return fail(excludes(lists, stated));
  }
  if (responder != nullptr && options.method != "ocsp") {
    return fail(excludes(responder, stated));
  }
  if (options.soft && options.method == "none") {
    return fail(excludes("--revocation-soft", stated));
  }
  return options.method == "crl"    ? Method::crl
         : options.method == "ocsp" ? Method::ocsp
                                    : Method::none;
}

}  // namespace

void add_revocation_options(CLI::App& command, RevocationOptions& options, const Session& session) {
  const auto title = session.text("cli.group.revocation");
  const auto add = [&](const std::string& name, auto& value, const char* type) {
    return command.add_option("--" + name, value, session.text("cli.opt." + name))
        ->type_name(type)
        ->group(title);
  };
  take_one_of(add("revocation", options.method, ""), {"none", "crl", "ocsp"});
  command.add_flag("--revocation-soft", options.soft, session.text("cli.opt.revocation-soft"))
      ->group(title);
  add("crl", options.crls, "FILE|URL")->allow_extra_args(false);
  add("ocsp-url", options.ocsp_url, "URL");
  add("crl-cache", options.cache, "DIR");
}

Result<x509::RevocationCheck> read_revocation(const RevocationOptions& options, int timeout) {
  const auto method = method_of(options);
  if (!method) {
    return fail(method.error());
  }
  x509::RevocationCheck check;
  check.method = *method;
  check.soft = options.soft;
  check.ocsp_url = options.ocsp_url;
  check.cache = cache_in(options.cache);
  const net::Limits limits{std::chrono::seconds(timeout), interrupted};
  const auto exempt = environment("no_proxy");
  check.web = net::asker({net::network_within(limits), environment("http_proxy"),
                          exempt.empty() ? environment("NO_PROXY") : exempt});
  for (const auto& named : options.crls) {
    if (named.find("://") != std::string::npos) {
      check.crl_url = named;
      continue;
    }
    auto content = read_input(named, Whose::ours);
    if (!content) {
      return fail(std::move(content.error()));
    }
    check.crls.push_back({named, std::move(*content)});
  }
  return check;
}

}  // namespace dmp::cli
