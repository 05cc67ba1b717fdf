#include "system/configuration.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <ranges>
#include <sstream>
#include <utility>

#include "dmp/base/plain_text.hpp"
#include "dmp/files/read.hpp"
#include "system/process.hpp"

namespace dmp::cli {
namespace {

constexpr std::string_view kSystemFile = "/etc/dmpcert/config.toml";
constexpr std::string_view kUserFile = "dmpcert/config.toml";

/// PlainConfig reads a configuration as editors of Windows write it, too: in UTF-16, or with a
/// mark.
class PlainConfig : public CLI::ConfigTOML {
 public:
  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& input) const override {
    const std::string content{std::istreambuf_iterator<char>(input), {}};
    std::istringstream plain{std::string(PlainText(as_bytes(content)).view())};
    // CLI11 passes over lines that are too short for a key and a value.
    for (std::string line; std::getline(plain, line);) {
      const auto word = CLI::detail::trim_copy(line);
      if (word.size() < 3 && word.find('=') != std::string::npos && word.front() != '#' &&
          word.front() != ';') {
        throw CLI::ConfigError::Extras(word);
      }
    }
    plain.clear();
    plain.seekg(0);
    return CLI::ConfigTOML::from_config(plain);
  }
};

/// LayeredConfig gives CLI11 all files at once.
class LayeredConfig : public CLI::ConfigTOML {
 public:
  explicit LayeredConfig(std::shared_ptr<const Configuration> configuration)
      : configuration_(std::move(configuration)) {}

  [[nodiscard]] std::vector<CLI::ConfigItem> from_config(std::istream& /*input*/) const override {
    return configuration_->items();
  }

 private:
  std::shared_ptr<const Configuration> configuration_;
};

/// The user's directory of configurations, or "" (XDG Base Directory Specification, 0.8: a relative
/// path is ignored).
std::filesystem::path user_folder() {
  if (const std::filesystem::path named = environment("XDG_CONFIG_HOME"); named.is_absolute()) {
    return named;
  }
  const std::filesystem::path home = environment("HOME");
  return home.is_absolute() ? home / ".config" : std::filesystem::path();
}

bool is_there(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  // What cannot be looked at may be there: reading it then says why not.
  return status.type() != std::filesystem::file_type::not_found;
}

/// A home that this user may not enter is another user's, whose HOME was kept when the user
/// changed.
bool is_there_at_home(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::exists(path, error) || (error && error != std::errc::permission_denied);
}

std::vector<ConfigFile> places(int argc, char** argv) {
  using enum ConfigFile::Origin;
  std::vector<ConfigFile> files;
  const auto add = [&files](ConfigFile::Origin origin, const std::string& path, bool present) {
    files.push_back({origin, path, path, present, {}, {}});
  };
  add(system, std::string(kSystemFile), is_there(kSystemFile));
  if (const auto folder = user_folder(); !folder.empty()) {
    add(user, folder / kUserFile, is_there_at_home(folder / kUserFile));
  }
  if (const auto file = early_value(argc, argv, "--config"); file && !file->empty()) {
    add(named, *file, true);
  }
  return files;
}

/// Keeps what a configuration from a pipe says in a file of no name, since CLI11 opens it by its
/// path.
void keep_passing_config(ConfigFile& file, int argc, char** argv, std::vector<std::string>& kept) {
  std::error_code error;
  if (std::filesystem::is_regular_file(file.path, error)) {
    return;
  }
  std::ifstream in(file.path, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(in), {}};
  const int copy = in ? ::memfd_create("config", MFD_CLOEXEC) : -1;
  if (copy < 0 ||
      ::write(copy, content.data(), content.size()) != static_cast<ssize_t>(content.size())) {
    return;
  }
  file.source = "/proc/self/fd/" + std::to_string(copy);
  kept.reserve(static_cast<std::size_t>(argc));
  for (int i = 1; i < argc; ++i) {
    if (argv[i] == file.path && std::string_view(argv[i - 1]) == "--config") {
      argv[i] = kept.emplace_back(file.source).data();
    } else if (argv[i] == "--config=" + file.path) {
      argv[i] = kept.emplace_back("--config=" + file.source).data();
    }
  }
}

/// What is wrong with a file is said when the command line is parsed.
void read_items(ConfigFile& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file.source, error)) {
    return;
  }
  try {
    file.items = PlainConfig().from_file(file.source);
  } catch (const CLI::Error&) {
    file.fault = std::current_exception();
  }
}

}  // namespace

std::optional<std::string> early_value(int argc, char** argv, std::string_view option) {
  std::optional<std::string> value;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == option && i + 1 < argc) {
      value = argv[i + 1];
    } else if (argument.starts_with(option) && argument.substr(option.size()).starts_with('=')) {
      value = argument.substr(option.size() + 1);
    }
  }
  return value;
}

Result<Configuration> Configuration::find(int argc, char** argv, std::vector<std::string>& kept) {
  Configuration found;
  found.files_ = places(argc, argv);
  for (auto& file : found.files_) {
    if (!file.present) {
      continue;
    }
    if (const auto own = files::check_own_file(file.path); !own) {
      return fail(own.error());
    }
    if (file.origin == ConfigFile::Origin::named) {
      keep_passing_config(file, argc, argv, kept);
    }
    read_items(file);
  }
  return found;
}

std::vector<std::string> Configuration::paths() const {
  std::vector<std::string> paths;
  for (const auto& file : files_) {
    if (file.present) {
      paths.push_back(file.source);
    }
  }
  return paths;
}

std::string Configuration::trigger() const {
  const auto used = std::ranges::find(files_, true, &ConfigFile::present);
  return used == files_.end() ? std::string() : used->source;
}

std::string Configuration::value(std::string_view key) const {
  for (const auto& file : files_ | std::views::reverse) {
    for (const auto& item : file.items) {
      if (item.parents.empty() && item.name == key && item.inputs.size() == 1) {
        return item.inputs.front();
      }
    }
  }
  return {};
}

const ConfigFile* Configuration::file_of(std::string_view key) const {
  for (const auto& file : files_ | std::views::reverse) {
    const auto has = [key](const auto& item) { return item.fullname() == key; };
    if (file.fault || std::ranges::any_of(file.items, has)) {
      return &file;
    }
  }
  return nullptr;
}

const ConfigFile* Configuration::file_with(std::string_view option) const {
  const auto name = option.substr(std::min(option.find_first_not_of('-'), option.size()));
  for (const auto& file : files_ | std::views::reverse) {
    if (std::ranges::find(file.items, name, &CLI::ConfigItem::name) != file.items.end()) {
      return &file;
    }
  }
  return nullptr;
}

std::vector<CLI::ConfigItem> Configuration::items() const {
  std::vector<CLI::ConfigItem> all;
  for (const auto& file : files_ | std::views::reverse) {
    if (file.fault) {
      std::rethrow_exception(file.fault);
    }
    all.insert(all.end(), file.items.begin(), file.items.end());
  }
  return all;
}

std::shared_ptr<CLI::Config> config_reader(std::shared_ptr<const Configuration> configuration) {
  return std::make_shared<LayeredConfig>(std::move(configuration));
}

}  // namespace dmp::cli
