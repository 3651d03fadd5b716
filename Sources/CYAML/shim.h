/* libyaml, the reference YAML 1.1 parser. */
#ifndef PAKS_CYAML_SHIM_H
#define PAKS_CYAML_SHIM_H
#include <yaml.h>
#endif
