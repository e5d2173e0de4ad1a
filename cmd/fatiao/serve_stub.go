package main

import "github.com/spf13/cobra"

func newServe(o *options) *cobra.Command { return &cobra.Command{Use: "serve"} }
func newHealth() *cobra.Command          { return &cobra.Command{Use: "health", Hidden: true} }
