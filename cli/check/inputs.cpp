#include "check/inputs.hpp"

#include <algorithm>

#include "dmp/base/repair.hpp"
#include "dmp/x509/container.hpp"
#include "system/choice.hpp"

namespace dmp::cli {
namespace {

/// What is no dossier has to be a certificate; of nothing at all the dossier's reader says so best.
bool is_document(ByteView content) {
  return as_text(content).find_first_not_of(" \t\r\n") == std::string_view::npos ||
         documents::is_meant_as_dossier(content);
}

/// Passphrase is obtained as the options say, or asked for once.
class Passphrase {
 public:
  Passphrase(const CertificateOptions& options, const Session& session)
      : options_(options), session_(session) {}

  Status obtain() {
    auto given = obtain_passphrase(options_.passphrase, session_, purpose());
    if (!given) {
      return fail(given.error());
    }
    secret_ = std::move(*given);
    return {};
  }
  /// Whether there is one now that was not there before.
  Result<bool> ask() {
    if (secret_ || !can_ask()) {
      return false;
    }
    auto typed = ask_passphrase(session_, purpose());
    if (!typed) {
      return fail(typed.error());
    }
    secret_ = std::move(*typed);
    return true;
  }
  [[nodiscard]] const Secret* get() const { return secret_ ? &*secret_ : nullptr; }

 private:
  [[nodiscard]] std::string purpose() const { return session_.text("cli.ask.purpose.delivered"); }

  const CertificateOptions& options_;
  const Session& session_;
  std::optional<Secret> secret_;
};

Result<x509::Contents> read_certificates(const std::string& path, ByteView content,
                                         Passphrase& passphrase) {
  auto contents = x509::read_contents(content, path, passphrase.get());
  const auto needs_more = [&contents] {
    return contents && contents->has_encrypted_certificates && contents->certificates.empty();
  };
  if (needs_more()) {
    const auto more = passphrase.ask();
    if (!more) {
      return fail(more.error());
    }
    if (*more) {
      contents = x509::read_contents(content, path, passphrase.get());
    }
  }
  if (needs_more()) {
    return fail(ErrorKind::secret, Reason::passphrase_needed, "PASSPHRASE-NEEDED",
                {arg("file", path)});
  }
  return contents;
}

/// Nobody can go on with the other files.
bool ends_all(const Error& error) {
  return error.kind == ErrorKind::usage || error.reason == Reason::interrupted;
}

/// Adds one file to the inputs.
Status add_input(const std::string& path, Whose whose, Passphrase& passphrase,
                 CheckInputs& inputs) {
  auto content = read_input(path, whose, documents::Limits{}.bytes);
  if (content && is_document(*content)) {
    auto text = *content;
    inputs.dossiers.push_back(documents::read_dossier(std::move(*content), path));
    if (count_untidy(inputs.dossiers.back().findings) > 0) {
      inputs.untidy.emplace(path, std::move(text));
    }
    return {};
  }
  const auto place = inputs.others.size();
  inputs.others.push_back(path);
  auto contents = content ? read_certificates(path, *content, passphrase)
                          : Result<x509::Contents>(fail(std::move(content.error())));
  if (!contents && ends_all(contents.error())) {
    return fail(std::move(contents.error()));
  }
  if (!contents) {
    inputs.failures.push_back({path, std::move(contents.error())});
    return {};
  }
  for (auto& error : contents->broken) {
    inputs.failures.push_back({path, std::move(error)});
  }
  inputs.certificates.push_back(
      {path, std::move(contents->certificates), std::move(contents->aliases)});
  inputs.places.push_back(place);
  return {};
}

/// What the certificates are wanted for, one for all of them or one a file.
Result<std::vector<model::Usage>> usages_of(const CertificateOptions& options,
                                            const CheckInputs& inputs) {
  std::vector<model::Usage> usages;
  for (const auto& word : options.usages) {
    const auto usage = model::parse_usage(word);
    if (!usage) {
      return fail(ErrorKind::usage, "CLI-USAGE", {arg("word", word)});
    }
    usages.push_back(*usage);
  }
  if (usages.size() < 2) {
    return usages;
  }
  if (usages.size() != inputs.others.size()) {
    return fail(ErrorKind::usage, "CLI-USAGE-COUNT",
                {arg("count", usages.size()), arg("files", inputs.others.size())});
  }
  std::vector<model::Usage> of_files;
  for (const auto place : inputs.places) {
    of_files.push_back(usages[place]);
  }
  return of_files;
}

}  // namespace

void add_certificate_options(CLI::App& command, CertificateOptions& options,
                             const Session& session) {
  command.add_option("--usage", options.usages, session.text("cli.opt.check-usage"))
      ->type_name("USAGE")
      ->allow_extra_args(false);
  take_one_of(command.add_option("--for", options.service, session.text("cli.opt.for")),
              {"dmp", "insi"});
  add_trust_options(command, options.trust, session);
  add_passphrase_options(command, options.passphrase, "passphrase", session);
}

Findings CheckInputs::findings() const {
  Findings all;
  for (const auto& [file, error] : failures) {
    all.push_back({error.id, Severity::error, {file, "", 0, 0}, "", error.args, ""});
  }
  return all;
}

Result<CheckInputs> read_check_inputs(const std::vector<std::string>& paths,
                                      const CertificateOptions& options, Whose whose,
                                      const Session& session) {
  CheckInputs inputs;
  Passphrase passphrase(options, session);
  if (const auto obtained = passphrase.obtain(); !obtained) {
    return fail(obtained.error());
  }
  for (const auto& path : paths) {
    if (auto status = add_input(path, whose, passphrase, inputs); !status) {
      return fail(std::move(status.error()));
    }
  }
  return inputs;
}

Result<rules::CertificateVerdict> check_certificates(const CheckInputs& inputs,
                                                     const check::Request& request,
                                                     const CertificateOptions& options,
                                                     const Session& session) {
  if (inputs.certificates.empty()) {
    return rules::CertificateVerdict{};
  }
  auto usages = usages_of(options, inputs);
  if (!usages) {
    return fail(usages.error());
  }
  auto trusted = read_trusted(options.trust);
  if (!trusted) {
    return fail(trusted.error());
  }
  rules::CertificateQuestion held;
  held.files = inputs.certificates;
  held.policy = request.policy;
  held.as_of = session.now();
  held.usages = std::move(*usages);
  held.service = options.service == "dmp"    ? rules::Service::dmp
                 : options.service == "insi" ? rules::Service::insi
                                             : rules::Service::any;
  held.trusted = std::move(*trusted);
  held.trust_rule = options.trust.rule();
  held.sites = request.sites;
  for (const auto& reading : request.dossiers) {
    if (reading.value) {
      held.dossiers.push_back(&*reading.value);
    }
  }
  return rules::judge_certificates(held);
}

}  // namespace dmp::cli
