#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "dmp/form413/template.hpp"
#include "system/session.hpp"

/// What `form413` does with PDFs of somebody else.
namespace dmp::cli {

/// ForeignOptions are --template, --map, --flatten, --fields, --propose and --read.
struct ForeignOptions {
  std::string official;
  std::string map;
  bool flatten = false;
  std::string fields;
  std::string propose;
  std::string read;
};

/// add_foreign adds them to the command.
void add_foreign(CLI::App& command, ForeignOptions& options, const Session& session);

/// LoadedOfficial owns the bytes of the file that `official` refers to.
struct LoadedOfficial {
  LoadedOfficial(Bytes bytes, const std::string& name)
      : content(std::move(bytes)), official{{content, name}, {}, false} {}
  LoadedOfficial(const LoadedOfficial&) = delete;
  LoadedOfficial& operator=(const LoadedOfficial&) = delete;

  Bytes content;
  form413::Official official;
};

/// load_official reads --template and its mapping, or takes the proposals; null without --template.
Result<std::unique_ptr<LoadedOfficial>> load_official(const ForeignOptions& options);

/// show_fields lists the fields of a PDF.
int show_fields(const ForeignOptions& options, const Session& session);

/// DossierChoice names what a form that is read is checked against.
struct DossierChoice {
  std::string dossier;
  SiteChoice sites;
  std::string policy;
};

/// read_back reads the values of a filled form; with a dossier, exit code 1 tells that they differ.
int read_back(const ForeignOptions& options, const DossierChoice& choice, const Session& session);

/// run_bounded does work over a PDF of somebody else in a process of its own, with a limit on its
/// processor time and memory: FORM-PDF-HOSTILE (input) when it dies of it.
int run_bounded(const std::string& file, const Session& session, const std::function<int()>& work);

}  // namespace dmp::cli
