#include "system/trust.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "dmp/x509/container.hpp"
#include "system/folder.hpp"

namespace dmp::cli {

void add_trust_options(CLI::App& command, TrustOptions& options, const Session& session) {
  command.add_option("--trust", options.named, session.text("cli.opt.trust"))
      ->type_name("DIR|FILE")
      ->allow_extra_args(false);
  command.add_flag("--trust-any", options.any, session.text("cli.opt.trust-any"));
  command.add_flag("--trust-partial", options.partial, session.text("cli.opt.trust-partial"));
}

Result<std::vector<TrustFile>> read_trust_files(const TrustOptions& options) {
  std::vector<TrustFile> files;
  for (const auto& named : options.named) {
    std::error_code ignored;
    // Whoever can write a file decides whom we believe.
    if (!std::filesystem::is_directory(named, ignored)) {
      auto content = read_input(named, Whose::ours);
      if (!content) {
        return fail(std::move(content.error()));
      }
      files.push_back({named, std::move(*content), {}});
      continue;
    }
    auto held = read_folder(named);
    if (!held) {
      return fail(std::move(held.error()));
    }
    for (auto& file : *held) {
      if (!file.is_own) {
        return fail(std::move(file.is_own.error()));
      }
      files.push_back({std::move(file.path), std::move(file.content), named});
    }
  }
  return files;
}

Result<std::vector<x509::Certificate>> read_trusted(const TrustOptions& options) {
  const auto files = read_trust_files(options);
  if (!files) {
    return fail(files.error());
  }
  std::vector<x509::Certificate> trusted;
  for (const auto& file : *files) {
    auto contents = x509::read_contents(file.content, file.path);
    if (contents) {
      std::ranges::move(contents->certificates, std::back_inserter(trusted));
    } else if (file.folder.empty()) {
      return fail(contents.error());
    }
  }
  return trusted;
}

}  // namespace dmp::cli
