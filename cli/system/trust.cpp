#include "system/trust.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "dmp/x509/container.hpp"

namespace dmp::cli {
std::vector<std::string> files_in(const std::string& path) {
  std::error_code ignored;
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(path, ignored)) {
    if (entry.is_regular_file(ignored)) {
      files.push_back(entry.path().string());
    }
  }
  std::ranges::sort(files);
  return files;
}

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
    const bool is_folder = std::filesystem::is_directory(named, ignored);
    for (const auto& path : is_folder ? files_in(named) : std::vector{named}) {
      // Whoever can write it decides whom we believe.
      auto content = read_input(path, Whose::ours);
      if (!content) {
        return fail(std::move(content.error()));
      }
      files.push_back({path, std::move(*content), is_folder ? named : ""});
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
