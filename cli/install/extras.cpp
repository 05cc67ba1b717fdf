#include "install/extras.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iterator>

#include "dmp/files/directory.hpp"
#include "dmp/install/snippet.hpp"
#include "dmp/net/exchange.hpp"
#include "dmp/net/host_port.hpp"
#include "dmp/x509/chain.hpp"
#include "dmp/x509/container.hpp"
#include "system/choice.hpp"
#include "system/exit_code.hpp"
#include "system/process.hpp"
#include "system/usage_error.hpp"

namespace dmp::cli {
namespace {

using install::Target;

/// The key of the pair that is in place now.
Result<x509::PrivateKey> key_in(const std::filesystem::path& folder, const Secret* passphrase) {
  const auto path = (folder / "key.pem").string();
  return read_named(path).and_then(
      [&](const Bytes& content) { return x509::PrivateKey::read(content, path, passphrase); });
}

/// The folder and the judged certificate that a client shows.
struct Client {
  const install::InstalledPlace& place;
  const install::Judged& judged;
};

std::vector<Client> clients_in(const install::Outcome& outcome) {
  std::vector<Client> clients;
  for (const auto& place : outcome.places) {
    if (place.kind != Target::Kind::pem || place.usage != model::Usage::auth_cli) {
      continue;
    }
    const auto pem = read_named((place.path / "certificate.pem").string());
    const auto held = pem ? x509::read_contents(*pem, "certificate.pem")
                          : Result<x509::Contents>(fail(pem.error()));
    for (const auto& judged : outcome.certificates) {
      if (held && !held->certificates.empty() &&
          held->certificates.front().facts().sha256 == judged.facts.sha256) {
        clients.push_back({place, judged});
      }
    }
  }
  return clients;
}

/// Who may vouch for the server: the authorities of --trust that are trusted, and those of the
/// trust store that was installed for that purpose.
std::vector<x509::Certificate> vouchers(const TrustOptions& trust,
                                        const install::Outcome& outcome) {
  std::vector<x509::Certificate> all;
  if (auto named = read_trusted(trust)) {
    all = x509::select_trust(*named, {}, trust.rule()).trust.anchors;
  }
  // As it was installed: the file may be somebody else's to exchange meanwhile.
  if (std::ranges::count(outcome.places, Target::Kind::trust, &install::InstalledPlace::kind) > 0) {
    all.insert(all.end(), outcome.authorities.begin(), outcome.authorities.end());
  }
  return all;
}

}  // namespace

void add_extra_options(CLI::App& command, ExtraOptions& options, const Session& session) {
  const auto text_option = [&](const std::string& name, std::string& value, const char* type) {
    return command.add_option("--" + name, value, session.text("cli.opt." + name))->type_name(type);
  };
  add_revocation_options(command, options.revocation, session);
  text_option("probe", options.probe, "HOST:PORT");
  take_one_of(text_option("snippet", options.snippet, ""),
              {"nginx", "apache", "haproxy", "stunnel"});
  constexpr int kLongest = 600;
  command.add_option("--timeout", options.timeout, session.text("cli.opt.install-timeout"))
      ->type_name("SECONDS")
      ->check(whole_number(1, kLongest));
}

Status check_extras(const ExtraOptions& options) {
  const auto place = net::parse_host_port(options.probe);
  if (options.probe.empty() || place) {
    return {};
  }
  return place.error() == net::HostPortFault::port
             ? fail(ErrorKind::usage, "ADDRESS-PORT", {arg("url", options.probe)})
             : fail(ErrorKind::usage, "CLI-PROBE", {arg("host", options.probe)});
}

Status check_snippets(const ExtraOptions& options, const std::vector<install::Target>& targets) {
  const auto software = install::parse_snippet(options.snippet);
  for (const auto& target : targets) {
    const bool is_named = target.kind == Target::Kind::pem ||
                          target.kind == Target::Kind::haproxy ||
                          target.kind == Target::Kind::trust;
    const auto fits = software && is_named
                          ? install::check_snippet_path(*software, files::absolute(target.path))
                          : Status();
    if (!fits) {
      return fits;
    }
  }
  return {};
}

int probe_installed(const ProbeOptions& options, const install::Outcome& outcome,
                    const install::Request& request, std::vector<install::Probed>& probes,
                    const Session& session) {
  const auto& named = options.extras.probe;
  if (named.empty() || !outcome.accepted) {
    return kFine;
  }
  const auto host = *net::parse_host_port(named);
  const auto authorities = vouchers(options.trust, outcome);
  const auto clients = clients_in(outcome);
  if (clients.empty()) {
    return session.fail(fail(ErrorKind::usage, "CLI-PROBE-NOTHING").value());
  }
  int code = kFine;
  for (const auto& client : clients) {
    const auto key = key_in(client.place.path, request.passphrase);
    if (!key) {
      return session.fail(key.error());
    }
    auto chain = client.judged.chain;
    const auto leaf = chain.front();
    chain.erase(chain.begin());
    std::erase_if(chain, [](const auto& each) { return each.is_self_signed(); });
    auto answer = net::probe(
        {host.host, host.port, *key, leaf, chain,
         net::connect_within({std::chrono::seconds(options.extras.timeout), interrupted}),
         authorities, request.now});
    if (!answer) {
      return session.fail(answer.error());
    }
    if (!session.json()) {
      session.print(install::to_text(*answer, session.wording));
    }
    const bool is_fine = answer->accepted() && answer->standing != net::ServerStanding::refused;
    code = is_fine ? code : kFindings;
    probes.push_back({named, std::move(*answer)});
  }
  return code;
}

int show_snippets(const ExtraOptions& options, const install::Outcome& outcome,
                  const Session& session) {
  const auto software = install::parse_snippet(options.snippet);
  if (!software || !outcome.accepted || session.json()) {
    return kFine;
  }
  install::SnippetPlaces places;
  if (const auto host = net::parse_host_port(options.probe)) {
    places.host = host->host;
    places.port = host->port;
  }
  const auto trust =
      std::ranges::find(outcome.places, Target::Kind::trust, &install::InstalledPlace::kind);
  if (trust != outcome.places.end()) {
    places.authorities = files::absolute(trust->path);
  }
  std::string shown;
  for (const auto& place : outcome.places) {
    const bool fits = place.kind == Target::Kind::pem || place.kind == Target::Kind::haproxy;
    if (!fits || place.usage != model::Usage::auth_cli) {
      continue;
    }
    auto here = places;
    (place.kind == Target::Kind::pem ? here.folder : here.one_file) = files::absolute(place.path);
    const auto made = install::make_snippet(*software, here);
    if (!made) {
      return session.fail(made.error());
    }
    shown += *made;
  }
  session.print(shown.empty() ? session.text("cli.install.no-snippet") + "\n" : "\n" + shown);
  return kFine;
}

}  // namespace dmp::cli
